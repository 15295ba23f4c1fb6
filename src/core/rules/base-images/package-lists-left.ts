import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Fix } from '../../finding.ts';
import { isRemovedAfter, type Layer } from '../../image/layer.ts';
import { isWithin } from '../../image/paths.ts';
import {
	callSpan,
	callText,
	detectLineEnding,
	isApt,
	isPlainChain,
	isScript,
	listFinalStages,
	listPackageCalls,
	listRuns,
	type PackageCall,
} from '../../image/runs.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { defineRule } from '../rule.ts';

/** The lists are of use to nobody once the packages are in, and the layer carries them for ever: a later `rm` only hides them. */
export const packageListsLeft = defineRule({
	id: 'package-lists-left',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Package lists are removed in the `RUN` that installs',
	aliases: ['DL3009'],
	fixes: 'safe',
	messages: {
		left: 'The package lists stay in the layer. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
	},
	dockerfile({ facts, dockerfile, stages, shell, report }) {
		let readBelow: number | undefined;
		for (const stage of listFinalStages(dockerfile, stages)) {
			for (const run of listRuns(stage)) {
				const commands = shell(run);
				const calls = listPackageCalls(commands).filter(({ action }) => isApt(action));
				const install = calls.find(({ action }) => action.action === 'install');
				if (!install || facts.listMountTargets(run).some((target) => isWithin(LISTS, target))) continue;
				const update = calls.findLast(({ action }) => action.action === 'update');
				// Packages that lie in files need no lists, so none may be there.
				if (!update && calls.every(isFileInstall)) continue;
				const { index } = update ?? install;
				if (commands.some((command, at) => at > index && (isScript(command) || isListCleaning(command))))
					continue;
				if (areListsRemovedAfter(facts.readLayer(run), index)) continue;
				readBelow ??= locateLastReader(dockerfile, shell);
				const canRemove = update && isPlainChain(run) && readBelow <= run.span.start;
				const fix = canRemove ? removeAtEnd(run, install.command, dockerfile) : undefined;
				report('left', callSpan(install), { values: { call: callText(install) }, ...(fix && { fix }) });
			}
		}
	},
});

const LISTS = '/var/lib/apt/lists';

function isFileInstall({ action: { action, packages } }: PackageCall): boolean {
	return (
		action !== 'install' || (packages.length > 0 && packages.every(({ raw }) => /\.deb["']?$/.test(raw)))
	);
}

/** Where the last `RUN` begins that installs from lists fetched above it, which must not be gone by then. */
function locateLastReader(
	{ stages }: Dockerfile,
	shell: (instruction: Instruction) => readonly ShellCommand[],
): number {
	const readers = stages.flatMap(listRuns).filter((run) => {
		const calls = listPackageCalls(shell(run)).filter(({ action }) => isApt(action));
		const first = calls.find(({ action }) => action.action === 'update' || action.action === 'install');
		return first?.action.action === 'install' && !isFileInstall(first);
	});
	return readers.at(-1)?.span.start ?? -1;
}

function isListCleaning({ packageAction }: ShellCommand): boolean {
	return /^dist-?clean$/.test(packageAction?.verb?.text ?? '');
}

/** The lists, a folder above them, or something inside them: a part that goes shows that the rest was meant. */
function areListsRemovedAfter(layer: Layer, index: number): boolean {
	return (
		isRemovedAfter(layer, LISTS, index) ||
		layer.removals.some((list, at) => at > index && list.some(({ start }) => start && isWithin(start, LISTS)))
	);
}

function removeAtEnd(run: Instruction, { wrappers }: ShellCommand, dockerfile: Dockerfile): Fix | undefined {
	if (wrappers.some((wrapper) => wrapper !== 'sudo')) return undefined;
	const remove = `${wrappers.length > 0 ? 'sudo ' : ''}rm -rf ${LISTS}/*`;
	const isOneLine = run.startLine === run.endLine;
	const text = isOneLine
		? ` && ${remove}`
		: ` ${dockerfile.escape}${detectLineEnding(dockerfile)}    && ${remove}`;
	const end = run.body.span.end;
	return {
		title: 'Remove the lists in the same `RUN`',
		kind: 'safe',
		edits: [{ span: { start: end, end }, text }],
	};
}
