import type { Dockerfile } from '#core/dockerfile/model.ts';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import { listContextFiles, listContextSources } from '#core/image/copies.ts';
import { DockerfileFacts } from '#core/image/facts.ts';
import { isImageName, parseImageName } from '#core/image/image-name.ts';
import type { ShellCommand } from '#core/shell/command.ts';
import type { Keep, Texts } from './exercise.ts';
import type { Kept } from './kept.ts';
import { findStartLine } from './start-line.ts';
import { makeTextContext } from './text-context.ts';

/** What the Dockerfile among the texts keeps of what is declared; of one that cannot be read, nothing holds. */
export function judgeDockerfile(texts: Texts, keep: Keep): Kept[] {
	const { dockerfile, errors, facts: stageFacts } = parseDockerfile(texts['Dockerfile'] ?? '');
	const facts = new DockerfileFacts(stageFacts, makeTextContext(texts));
	const judgements = [
		...judgeStages(dockerfile, keep.stages),
		...judgeBaseImage(facts, keep.base),
		...judgeCopies(facts, keep.copies),
		...keep.runs.map((line) => judgeRun(line, facts)),
		...judgeStart(facts, keep.start),
	];
	return errors.length === 0 ? judgements : judgements.map(({ says }) => ({ says, holds: false }));
}

function judgeStages({ stages }: Dockerfile, wanted: readonly string[]): Kept[] {
	if (wanted.length === 0) return [];
	const names = stages.flatMap(({ name }) => (name === undefined ? [] : [name.text.toLowerCase()]));
	let from = 0;
	const holds = wanted.every((name) => {
		const at = names.indexOf(name.toLowerCase(), from);
		from = at + 1;
		return at !== -1;
	});
	const says = `The ${wanted.length === 1 ? 'stage' : 'stages'} ${joinNames(wanted)} ${wanted.length === 1 ? 'is' : 'are'} there${wanted.length === 1 ? '' : ', in this order'}.`;
	const instead = holds || names.length === 0 ? undefined : `There are ${joinNames(names)}.`;
	return [{ says, holds, instead }];
}

/** Follows the final stage down to the image that it starts from. */
function judgeBaseImage({ stages, variables }: DockerfileFacts, wanted: string | undefined): Kept[] {
	if (wanted === undefined) return [];
	let stage = stages.final;
	for (let parent = stage && stages.parentOf(stage); parent; parent = stages.parentOf(parent)) stage = parent;
	const name = stage && variables.expand(stage.base.text, stage.from).value;
	const holds = name !== undefined && stripTag(name) === stripTag(wanted);
	const instead = holds || name === undefined ? {} : { instead: `It starts from \`${name}\`.` };
	return [{ says: `The image starts from \`${wanted}\`, in whatever version.`, holds, ...instead }];
}

/** The registry and the repository of an image's name. */
export function stripTag(image: string): string {
	const name = parseImageName(image);
	return isImageName(name) ? `${name.registry}/${name.repository}` : image;
}

function judgeCopies(facts: DockerfileFacts, wanted: readonly string[]): Kept[] {
	const { context } = facts;
	if (wanted.length === 0 || !context) return [];
	const copied = new Set(
		[...facts.neededStages].flatMap(({ instructions }) =>
			instructions.flatMap((instruction) =>
				listContextSources(facts.readCopy(instruction)).flatMap(({ path }) =>
					listContextFiles(path, context),
				),
			),
		),
	);
	const missing = wanted.filter((file) => !copied.has(file));
	return [
		{
			says: `The build copies ${joinNames(wanted)} from the build context.`,
			holds: missing.length === 0,
			instead:
				missing.length === 0
					? undefined
					: `${joinNames(missing)} ${missing.length === 1 ? 'does' : 'do'} not get there.`,
		},
	];
}

function judgeRun(line: string, facts: DockerfileFacts): Kept {
	const [program = '', ...words] = line.split(' ');
	const isMeant = ({ name, args }: ShellCommand) =>
		name === program && words.every((word) => args.some(({ text, raw }) => (text ?? raw) === word));
	const holds = [...facts.neededStages].some(({ instructions }) =>
		instructions.some(
			(instruction) => instruction.keyword === 'RUN' && facts.listCommands(instruction).some(isMeant),
		),
	);
	return { says: `The build runs \`${line}\`.`, holds };
}

function judgeStart(facts: DockerfileFacts, wanted: string | undefined): Kept[] {
	if (wanted === undefined) return [];
	const line = findStartLine(facts);
	const holds = line === wanted;
	const instead = holds
		? {}
		: { instead: line === undefined ? 'It starts nothing.' : `It starts \`${line}\`.` };
	return [{ says: `The container starts \`${wanted}\`.`, holds, ...instead }];
}

function joinNames(names: readonly string[]): string {
	const quoted = names.map((name) => `\`${name}\``);
	return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
