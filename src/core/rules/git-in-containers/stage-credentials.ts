import type { Instruction } from '../../dockerfile/model.ts';
import { type Copy, type CopySource, listCopiedPaths, resolveCopiedPath } from '../../image/copies.ts';
import { hasCredentials, isCredentialPath } from '../../image/credentials.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { getLastSegment, isWithin } from '../../image/paths.ts';
import { listLineage } from '../../image/runs.ts';
import { isCredentialLeft, isHarmlessSource, listWrittenFiles } from '../../image/written-files.ts';
import { CREDENTIAL_FOLDERS } from '../../knowledge/credential-files.ts';
import { SECRETLESS_PROGRAMS } from '../../knowledge/programs.ts';

/**
 * True for a folder for credentials, such as `.ssh`, that an earlier stage fills without leaving a credential in it:
 * `known_hosts` alone, or a key that goes again. Where no step names the folder, its image brings it, and nobody knows.
 */
export function isEmptyOfCredentials(
	{ origin, path }: CopySource,
	copy: Instruction,
	facts: DockerfileFacts,
): boolean {
	const name = getLastSegment(path ?? '');
	if (origin !== 'elsewhere' || !CREDENTIAL_FOLDERS.has(name)) return false;
	const stage = facts.findSourceStage(copy);
	if (stage === undefined) return false;
	const steps = listLineage(stage, facts.stages)
		.toReversed()
		.flatMap((one) => facts.listSteps(one).map(({ instruction }) => instruction));
	const naming = steps.filter(({ body }) => body.text.includes(name));
	return (
		naming.length > 0 &&
		naming.every((step) => isUnderstood(step, name, facts)) &&
		!hasCredentialsLeft(`/${path}`, steps, facts)
	);
}

/** False where a program gets the folder that may put anything into it. */
function isUnderstood(step: Instruction, name: string, facts: DockerfileFacts): boolean {
	return facts
		.listCommands(step)
		.every(
			(command) =>
				SECRETLESS_PROGRAMS.has(command.name ?? '') || !command.args.some(({ raw }) => raw.includes(name)),
		);
}

function hasCredentialsLeft(folder: string, steps: readonly Instruction[], facts: DockerfileFacts): boolean {
	return steps.some((step, at) => {
		const later = steps.slice(at + 1).filter(({ keyword }) => keyword === 'RUN');
		return listCredentials(step, folder, facts).some(
			(path) => !later.some((run) => isSurelyRemoved(path, run, facts)),
		);
	});
}

/** The paths below the folder at which a step leaves a credential; the folder itself where it may. */
function listCredentials(step: Instruction, folder: string, facts: DockerfileFacts): string[] {
	const paths =
		step.keyword === 'RUN' ? listWrittenCredentials(step, facts) : listCopiedCredentials(step, facts);
	return paths.filter((path) => isWithin(path, folder));
}

function listCopiedCredentials(step: Instruction, facts: DockerfileFacts): string[] {
	const copy = facts.readCopy(step);
	if (copy.sources.every((source) => isHarmless(source, copy, facts))) return [];
	return listCopiedPaths(copy, facts.findFolder(step), facts.context).filter(isCredentialPath);
}

function isHarmless(source: CopySource, copy: Copy, { context }: DockerfileFacts): boolean {
	const { path = '', origin } = source;
	const text = origin === 'context' ? context?.read(path) : undefined;
	const file = resolveCopiedPath(source, copy) ?? path;
	return isHarmlessSource(path) || (text !== undefined && !hasCredentials(file, text));
}

function listWrittenCredentials(run: Instruction, facts: DockerfileFacts): string[] {
	const layer = facts.readLayer(run);
	return listWrittenFiles(layer).flatMap((written) => {
		const { path } = written;
		return path !== undefined && isCredentialLeft(written, path, layer, run) ? [path] : [];
	});
}

function isSurelyRemoved(path: string, run: Instruction, facts: DockerfileFacts): boolean {
	return facts
		.readLayer(run)
		.removals.some((list) => list.some(({ covers, isSure }) => isSure && covers(path)));
}
