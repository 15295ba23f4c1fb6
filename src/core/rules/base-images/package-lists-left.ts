import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Fix } from '../../finding.ts';
import { APT_LISTS } from '../../image/added-paths.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import { isWithin } from '../../image/paths.ts';
import type { Removal } from '../../image/removals.ts';
import {
	callSpan,
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
		left: 'The package lists stay. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
		read: 'The package lists stay for line {line} to read. Update there too, and end both with `rm -rf /var/lib/apt/lists/*`.',
		apart:
			'The package lists stay in the layer of line {line}. Update, install and `rm -rf /var/lib/apt/lists/*` in one `RUN`.',
		braces:
			'The package lists stay: `/bin/sh` knows no braces. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
		quoted:
			'The package lists stay: a quoted `*` stands for itself. End this `RUN` with `&& rm -rf /var/lib/apt/lists/*`.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		const runs = listFinalStages(dockerfile, stages).flatMap(listRuns);
		let lastReader: number | undefined;
		for (const { run, install, next, update } of listLeftLists(runs, facts)) {
			const layer = facts.readLayer(run);
			lastReader ??= locateLastReader(facts);
			const isRead = next !== undefined || lastReader > run.span.start;
			const fix =
				install.hasUpdate && !isRead && isPlainChain(run)
					? removeAtEnd(run, install.call.command, dockerfile)
					: undefined;
			const other = next ?? update;
			const remedy = findVainRemoval(layer, install.index) ?? 'left';
			report(next ? 'read' : update ? 'apart' : remedy, callSpan(install.call), {
				values: other && { line: String(other.startLine) },
				fix,
			});
		}
	},
});

/** Why what looks like a removal of the lists is none. */
function findVainRemoval(layer: RunLayer, index: number): 'braces' | 'quoted' | undefined {
	const behind = layer.commands.flatMap((command, at) => (at > index ? [{ command, at }] : []));
	if (behind.some(({ at }) => layer.listBraceRemovals(at).some(isListRemoval))) return 'braces';
	const isQuoted = ({ name, args }: ShellCommand) =>
		name === 'rm' && args.some(({ text }) => text?.startsWith(APT_LISTS) && text.includes('*'));
	return behind.some(({ command }) => isQuoted(command)) ? 'quoted' : undefined;
}

interface LeftLists {
	readonly run: Instruction;
	readonly install: LastInstall;
	/** The `RUN` further down that installs from these lists. */
	readonly next: Instruction | undefined;
	/** The `RUN` above that fetched them and installed nothing. */
	readonly update: Instruction | undefined;
}

/** Each set of lists that the layers of an image keep, with the install behind which they stay. Those of its base are not its own. */
function listLeftLists(runs: readonly Instruction[], facts: DockerfileFacts): LeftLists[] {
	const left: LeftLists[] = [];
	let answered: { next: Instruction | undefined } | undefined;
	let update: Instruction | undefined;
	for (const run of runs) {
		const install = findLastInstall(run, facts);
		if (!install) {
			if (listAptCalls(run, facts).some(({ action }) => action.action === 'update')) update = run;
			continue;
		}
		if (!install.hasUpdate && answered) {
			// The lists are those of the `RUN` above, which answers for them.
			answered.next ??= run;
			continue;
		}
		answered = undefined;
		if (!install.leaves || (!install.hasUpdate && update === undefined)) continue;
		const lists = { run, install, next: undefined, update: install.hasUpdate ? undefined : update };
		if (install.hasUpdate) answered = lists;
		left.push(lists);
	}
	return left;
}

interface LastInstall {
	readonly call: PackageCall;
	/** The place of the last command that needs or fetches lists. */
	readonly index: number;
	/** True where the `RUN` fetches the lists itself. */
	readonly hasUpdate: boolean;
	/** True where the lists are there when the `RUN` ends. */
	readonly leaves: boolean;
}

function listAptCalls(run: Instruction, facts: DockerfileFacts): readonly PackageCall[] {
	return listPackageCalls(facts.listCommands(run)).filter(({ action }) => isApt(action));
}

/** The last install of a `RUN`, with what becomes of the lists behind it. */
function findLastInstall(run: Instruction, facts: DockerfileFacts): LastInstall | undefined {
	const calls = listAptCalls(run, facts);
	const call = calls.findLast(({ action }) => action.action === 'install');
	if (!call || facts.listMountTargets(run).some((target) => isWithin(APT_LISTS, target))) return undefined;
	const update = calls.findLast(({ action }) => action.action === 'update');
	// Packages that lie in files need no lists, so none may be there.
	if (!update && calls.every(isFileInstall)) return undefined;
	const { index } = update ?? call;
	const isCleaned = facts
		.listCommands(run)
		.some((command, at) => at > index && (isScript(command) || isListCleaning(command)));
	const leaves = !isCleaned && !areListsRemovedAfter(facts.readLayer(run), index);
	return { call, index, hasUpdate: update !== undefined, leaves };
}

function isFileInstall({ action: { action, packages } }: PackageCall): boolean {
	return (
		action !== 'install' || (packages.length > 0 && packages.every(({ raw }) => /\.deb["']?$/.test(raw)))
	);
}

/** Where the last `RUN` begins that installs from lists fetched above it, in another stage too: they must not be gone by then. */
function locateLastReader(facts: DockerfileFacts): number {
	const readers = facts.select('RUN').filter((run) => {
		const first = listAptCalls(run, facts).find(({ action }) => /^(?:update|install)$/.test(action.action));
		// A heredoc hands the line ends of Windows on, and `update\r` updates nothing.
		const isVain = first !== undefined && run.heredocs.some(({ content }) => content.includes('\r'));
		return isVain || (first?.action.action === 'install' && !isFileInstall(first));
	});
	return readers.at(-1)?.span.start ?? -1;
}

function isListCleaning({ packageAction }: ShellCommand): boolean {
	return /^dist-?clean$/.test(packageAction?.verb?.text ?? '');
}

/** The lists, a folder above them, or something inside them: a part that goes shows that the rest was meant. */
function areListsRemovedAfter(layer: RunLayer, index: number): boolean {
	return (
		isRemovedAfter(layer, APT_LISTS, index) ||
		layer.removals.some((list, at) => at > index && list.some(isListRemoval))
	);
}

function isListRemoval({ start, covers }: Removal): boolean {
	return covers(APT_LISTS) || (start !== undefined && isWithin(start, APT_LISTS));
}

function removeAtEnd(run: Instruction, { wrappers }: ShellCommand, dockerfile: Dockerfile): Fix | undefined {
	if (wrappers.some((wrapper) => wrapper !== 'sudo')) return undefined;
	const remove = `${wrappers.length > 0 ? 'sudo ' : ''}rm -rf ${APT_LISTS}/*`;
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
