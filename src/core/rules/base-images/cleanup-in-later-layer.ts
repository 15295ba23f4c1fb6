import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Variables } from '../../dockerfile/variables/variables.ts';
import {
	type CopiedFolder,
	listAddedPaths,
	listCleanedPaths,
	listCopiedFolders,
	listCopiedPaths,
	type ValueIn,
} from '../../image/added-paths.ts';
import {
	BASE_FOLDER,
	isWithin,
	mountTargets,
	resolvePath,
	resolveShellFolder,
	resolveWorkingFolder,
} from '../../image/paths.ts';
import { expandBraces } from '../../shell/braces.ts';
import type { ShellCommand, ShellWord } from '../../shell/command.ts';
import { findFirstIndex } from '../../source/first-from.ts';
import { type DockerfileContext, defineRule } from '../rule.ts';

/** A layer only ever adds: what an earlier one brought stays in the image, and is pulled with it, however often it is deleted above. */
export const cleanupInLaterLayer = defineRule({
	id: 'cleanup-in-later-layer',
	topic: 'base-images',
	severity: 'warning',
	summary: 'Files are removed in the layer that adds them',
	messages: {
		later:
			'`{path}` was added on line {line}, and stays in that layer: removing it here frees nothing. Remove it in the same `RUN`, or do not add it.',
	},
	dockerfile(context) {
		for (const { instructions } of context.dockerfile.stages) {
			checkSteps(instructions, context);
			// What stands behind `ONBUILD` runs in another build, one after the other.
			const triggers = instructions.flatMap(({ keyword, trigger }) =>
				keyword === 'ONBUILD' && trigger ? [trigger] : [],
			);
			if (triggers.length > 0) checkSteps(triggers, context);
		}
	},
});

function checkSteps(
	steps: readonly Instruction[],
	{ variables, shell, report, context }: DockerfileContext<{ later: string }>,
): void {
	const last = steps.findLastIndex(
		(step) => step.keyword === 'RUN' && shell(step).some((command) => listRemovedWords(command).length > 0),
	);
	const added = new Map<string, Instruction>();
	const copied: CopiedFolder[] = [];
	let folder: string | undefined = BASE_FOLDER;
	for (const step of steps.slice(0, last + 1)) {
		folder = resolveWorkingFolder(step, folder, variables);
		if (step.keyword === 'COPY' || step.keyword === 'ADD') {
			for (const path of listCopiedPaths(step, folder, variables)) remember(added, path, step);
			if (context && copied.length < MOST_FOLDERS) copied.push(...listCopiedFolders(step, folder, variables));
		} else if (step.keyword === 'RUN') {
			const layer = createLayer(step, shell(step), folder, variables);
			for (const { word, matches } of layer.removed) {
				if ('exact' in matches) rememberPart(added, matches.exact, copied, context);
				const path = findRemoved(added, matches, layer);
				if (path === undefined) continue;
				const line = String(added.get(path)?.startLine);
				report('later', word.span, { values: { path: formatPath(path), line } });
				added.delete(path);
			}
			for (const path of layer.added) remember(added, path, step);
		}
	}
}

/** More paths than any hand writes are not kept, so that no file takes time beyond measure. */
const MOST_PATHS = 1_000;

function remember(added: Map<string, Instruction>, path: string, step: Instruction): void {
	if (added.size < MOST_PATHS || added.has(path)) added.set(path, step);
}

const MOST_FOLDERS = 100;

/** A part of a copied folder was added with it, where the context is known to have that part. */
function rememberPart(
	added: Map<string, Instruction>,
	path: string,
	copied: readonly CopiedFolder[],
	context: BuildContext | undefined,
): void {
	if (!context || added.has(path)) return;
	const folder = copied.findLast(
		({ source, target }) =>
			path !== target &&
			isWithin(path, target) &&
			hasIncludedFile(context, source + path.slice(target === '/' ? 1 : target.length + 1)),
	);
	if (folder) remember(added, path, folder.step);
}

/** More ignored files of one folder are not passed by on the way to one that is not. */
const MOST_IGNORED = 1_000;

/** True for a file of the context, and for a folder with one, that gets into the build. */
function hasIncludedFile({ files, isIgnored }: BuildContext, path: string): boolean {
	return [path, `${path}/`].some((start) => {
		const first = findFirstIndex(files, (file) => file >= start);
		for (const file of files.slice(first, first + MOST_IGNORED)) {
			if (!isWithin(file, path)) return false;
			if (!isIgnored(file)) return true;
		}
		return false;
	});
}

/** What one `RUN` leaves, and what it takes away of what was there before. */
interface Layer {
	readonly added: ReadonlySet<string>;
	readonly removed: readonly Removal[];
	readonly mounts: readonly string[];
	/** All it touched, what it removed again included. */
	readonly touched: ReadonlySet<string>;
}

interface Removal {
	readonly word: ShellWord;
	readonly matches: PathTest;
}

type PathTest = { readonly exact: string } | { readonly pattern: RegExp };

function findRemoved(added: ReadonlyMap<string, unknown>, test: PathTest, layer: Layer): string | undefined {
	const isFromEarlierLayer = (path: string) =>
		!layer.touched.has(path) && !layer.mounts.some((target) => isWithin(path, target));
	if ('exact' in test && added.has(test.exact))
		return isFromEarlierLayer(test.exact) ? test.exact : undefined;
	for (const path of added.keys()) if (isRemoved(path, test) && isFromEarlierLayer(path)) return path;
	return undefined;
}

function isRemoved(path: string, test: PathTest): boolean {
	return 'exact' in test ? isWithin(path, test.exact) : test.pattern.test(path);
}

function createLayer(
	run: Instruction,
	commands: readonly ShellCommand[],
	start: string | undefined,
	variables: Variables,
): Layer {
	const added = new Set<string>();
	const touched = new Set<string>();
	const removed: Removal[] = [];
	const mounts = mountTargets(run);
	let folder = start;
	const expandWord: ValueIn = (word) => word && (word.text ?? variables.expand(word.raw, run).value);
	for (const command of commands) {
		folder = resolveShellFolder(folder, command, expandWord);
		const isSet = (name: string) =>
			variables.isDeclared(name, run) !== undefined ||
			command.assignments.some((assignment) => assignment.name === name);
		for (const path of listCleanedPaths(command)) {
			for (const one of added) if (isWithin(one, path)) added.delete(one);
		}
		for (const path of listAddedPaths(command, expandWord, isSet)) {
			const full = resolvePath(path, folder);
			if (full === undefined || mounts.some((target) => isWithin(full, target))) continue;
			if (touched.size > MOST_PATHS) continue;
			added.add(full);
			touched.add(full);
		}
		for (const word of listRemovedWords(command)) {
			const path = expandWord(word);
			const full = path === undefined ? undefined : resolvePath(path, folder);
			if (full === undefined || full === '/' || removed.length > MOST_PATHS) continue;
			for (const matches of expandBraces(full).flatMap(makePathTests)) {
				for (const one of added) if (isRemoved(one, matches)) added.delete(one);
				removed.push({ word, matches });
			}
		}
	}
	return { added, removed, mounts, touched };
}

/** `/tmp/*` removes what stands in `/tmp`; `/tmp` removes it with all within. */
function makePathTests(path: string): PathTest[] {
	// `/x/*` takes all there is of `/x`, save the empty folder.
	const whole = path.replace(/\/\*$/, '');
	if (!/[*?[]/.test(whole)) return whole === '' ? [] : [{ exact: whole }];
	const source = whole
		.replace(/[.+^${}()|\\]/g, '\\$&')
		.replace(/\*+/g, '[^/]*')
		.replace(/\?/g, '[^/]');
	try {
		return [{ pattern: new RegExp(`^${source}(?:/|$)`) }];
	} catch {
		return [];
	}
}

const REMOVING: ReadonlySet<string> = new Set(['rm', 'find', 'unlink', 'rmdir', 'shred']);

function listRemovedWords({ name, args }: ShellCommand): readonly ShellWord[] {
	if (name === undefined || !REMOVING.has(name)) return [];
	const words = args.filter(({ raw }) => !raw.startsWith('-'));
	if (name === 'shred') return args.some(({ raw }) => /^-[a-z]*u|^--remove/.test(raw)) ? words : [];
	if (name !== 'find') return words;
	return args.length === 2 && args[1]?.text === '-delete' ? words : [];
}

/** Without the mark of the folder that only the base image knows. */
function formatPath(path: string): string {
	return path.startsWith(`${BASE_FOLDER}/`) ? path.slice(BASE_FOLDER.length + 1) : path;
}
