import type { BuildContext } from '../../build-context/model.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Variables } from '../../dockerfile/variables/variables.ts';
import { APT_LISTS, listAddedPaths, listCleanedPaths } from '../../image/added-paths.ts';
import { type CopiedFolder, listCopiedFolders, listCopiedPaths } from '../../image/copies.ts';
import { isCredentialPath } from '../../image/credentials.ts';
import type { DockerfileFacts } from '../../image/facts.ts';
import { isMounted, isRemovedAfter, type RunLayer } from '../../image/layer.ts';
import { formatImagePath, getLastSegment, isWithin } from '../../image/paths.ts';
import { mayRemove, type Removal } from '../../image/removals.ts';
import { isApt, listFinalStages, listSequences } from '../../image/runs.ts';
import { listWords } from '../../knowledge/word-list.ts';
import type { ShellCommand } from '../../shell/command.ts';
import { findFirstIndex } from '../../source/first-from.ts';
import { defineRule, type Report } from '../rule.ts';

/** A layer only ever adds: what an earlier one brought stays in the image, and is pulled with it, however often it is deleted above. */
export const cleanupInLaterLayer = defineRule({
	id: 'cleanup-in-later-layer',
	topic: 'base-images',
	severity: 'warning',
	needsContext: true,
	summary: 'Files are removed in the layer that adds them',
	messages: {
		later: '`{path}` stays in the layer of line {line}, so this frees nothing. Remove it there.',
		copied:
			'`{path}` stays in the layer of line {line}, so this frees nothing. Lend it to the `RUN` instead: `--mount=type=bind`.',
		secret:
			'`{path}` stays in the layer of line {line}, where anyone can read it. Mount it: `--mount=type=secret`.',
		part: '`{path}` stays in the layer of line {line}, so this frees nothing. Leave it out there: `.dockerignore`, or `--exclude`.',
		fetched:
			'`{path}` stays in the layer of line {line}, so this frees nothing. Download it in the `RUN` that needs it.',
		lists:
			'`{path}` stays in the layer of line {line}, so this frees nothing. Update, install and remove in one `RUN`.',
	},
	dockerfile({ facts, dockerfile, stages, report }) {
		// What is copied out of another stage is what it has in the end: there a later removal does help.
		for (const stage of listFinalStages(dockerfile, stages))
			for (const steps of listSequences(stage)) checkSteps(steps, facts, report);
	},
});

function checkSteps(
	steps: readonly Instruction[],
	facts: DockerfileFacts,
	report: Report<(typeof cleanupInLaterLayer)['messages']>,
): void {
	const last = steps.findLastIndex(
		(step) => step.keyword === 'RUN' && facts.listCommands(step).some(mayRemove),
	);
	const added = new Map<string, Instruction>();
	const copied: CopiedFolder[] = [];
	const empty = new Set<string>();
	let lastInstall = -1;
	for (const step of steps.slice(0, last + 1)) {
		if (step.keyword === 'COPY' || step.keyword === 'ADD') {
			const copy = facts.readCopy(step);
			const folder = facts.findFolder(step);
			for (const path of listCopiedPaths(copy, folder, facts.context)) {
				remember(added, path, step);
				empty.delete(path);
			}
			if (facts.context && copied.length < MOST_FOLDERS) copied.push(...listCopiedFolders(copy, folder));
		} else if (step.keyword === 'RUN') {
			if (facts.listCommands(step).some(isAptInstall)) lastInstall = step.span.start;
			const changes = listChanges(step, facts.readLayer(step), facts.variables);
			for (const removal of changes.removed) {
				if (removal.path !== undefined) rememberPart(added, removal.path, copied, facts.context);
				const path = findRemoved(added, removal, changes);
				if (path === undefined) continue;
				// `rm -rf /made/*`: the folder stays, and nothing was in it.
				if (empty.has(path) && /\*["']?$/.test(removal.word.raw)) continue;
				const adding = added.get(path);
				const line = String(adding?.startLine);
				const isRead = path === APT_LISTS && adding !== undefined && lastInstall > adding.span.start;
				report(isRead ? 'lists' : chooseAdvice(path, adding, facts), removal.word.span, {
					values: { path: formatImagePath(path), line },
				});
				added.delete(path);
			}
			for (const path of changes.added) {
				remember(added, path, step);
				if (changes.empty.has(path)) empty.add(path);
				else empty.delete(path);
			}
		}
	}
}

/** What to do about a path of an earlier layer: a copy cannot remove anything itself. */
function chooseAdvice(
	path: string,
	adding: Instruction | undefined,
	facts: DockerfileFacts,
): 'later' | 'copied' | 'secret' | 'part' | 'fetched' {
	if (adding?.keyword !== 'COPY' && adding?.keyword !== 'ADD') return 'later';
	const copy = facts.readCopy(adding);
	if (copy.sources.some(({ origin }) => origin === 'heredoc')) return 'later';
	if (copy.sources.some(({ origin }) => origin === 'address')) return 'fetched';
	if (!listCopiedPaths(copy, facts.findFolder(adding), facts.context).includes(path)) return 'part';
	return isCredentialPath(path) ? 'secret' : 'copied';
}

/** What would fail if the lists were gone by then. */
function isAptInstall({ packageAction: action }: ShellCommand): boolean {
	return action?.action === 'install' && isApt(action);
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
interface Changes {
	readonly added: ReadonlySet<string>;
	readonly removed: readonly Removal[];
	readonly mounts: readonly string[];
	/** All it touched, what it removed again included. */
	readonly touched: ReadonlySet<string>;
	/** The folders that it makes and does nothing else with. */
	readonly empty: ReadonlySet<string>;
}

function findRemoved(
	added: ReadonlyMap<string, unknown>,
	{ path, covers }: Removal,
	{ touched, mounts }: Changes,
): string | undefined {
	const isFromEarlierLayer = (one: string) =>
		!touched.has(one) && !mounts.some((target) => isWithin(one, target));
	if (path !== undefined && added.has(path)) return isFromEarlierLayer(path) ? path : undefined;
	for (const one of added.keys()) if (covers(one) && isFromEarlierLayer(one)) return one;
	return undefined;
}

function listChanges(run: Instruction, layer: RunLayer, variables: Variables): Changes {
	const added = new Set<string>();
	const touched = new Set<string>();
	const empty = new Set<string>();
	const removed: Removal[] = [];
	layer.commands.forEach((command, index) => {
		const isSet = (name: string) =>
			variables.isDeclared(name, run) !== undefined ||
			command.assignments.some((assignment) => assignment.name === name);
		for (const path of listCleanedPaths(command)) deleteCovered(added, (one) => isWithin(one, path));
		for (const path of listAddedPaths(command, (word) => layer.readWord(word, index), isSet)) {
			const full = layer.resolve(path, index);
			if (full === undefined || isMounted(layer, full) || touched.size > MOST_PATHS) continue;
			touched.add(full);
			const content = command.name === 'mkdir' ? findContent(full, index, layer) : 'some';
			if (content !== 'gone') added.add(full);
			if (content === 'none') empty.add(full);
			else empty.delete(full);
		}
		for (const removal of layer.removals[index] ?? []) {
			deleteCovered(added, removal.covers);
			if (removal.isSure && removed.length <= MOST_PATHS) removed.push(removal);
		}
	});
	return { added, touched, removed, empty, mounts: layer.mounts };
}

/** What only looks at a folder, or says whose it is: it stays empty, and nothing is to be freed there. */
const KEEPS_EMPTY = listWords('mkdir chown chmod chgrp test [ [[ ls stat');

/**
 * What other commands of the same `RUN` put into a new folder: `none` where they have nothing to do with it, `gone` where
 * each path that they name there is removed again.
 */
function findContent(path: string, madeAt: number, layer: RunLayer): 'some' | 'none' | 'gone' {
	const name = getLastSegment(path);
	const named = layer.commands.flatMap((command, index) => {
		if (KEEPS_EMPTY.has(command.name ?? '') || mayRemove(command)) return [];
		const words = [...command.args, ...command.redirects.map(({ target }) => target)];
		return words.filter(({ raw }) => raw.includes(name)).map((word) => ({ word, index }));
	});
	const isGone = named.every(({ word, index }) => {
		const value = layer.readWord(word, index);
		const full = value === undefined || value.endsWith('/') ? undefined : layer.resolve(value, index);
		return full !== undefined && full !== path && index > madeAt && isRemovedAfter(layer, full, index);
	});
	return named.length === 0 ? 'none' : isGone ? 'gone' : 'some';
}

function deleteCovered(paths: Set<string>, covers: (path: string) => boolean): void {
	for (const path of paths) if (covers(path)) paths.delete(path);
}
