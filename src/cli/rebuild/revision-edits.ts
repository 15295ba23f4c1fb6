import { join } from 'node:path';
import type { BuildInput, ContextEntry } from '#core/rebuild/model.ts';
import { type BuildFiles, findPathIn } from './build-files.ts';
import { type GitChange, type GitFile, hashBytes, hashFile, listGitChanges } from './git-revision.ts';
import type { EditedBuild } from './named-edits.ts';

/** Nothing was built from a Dockerfile that was not there. */
const NO_DOCKERFILE = 'FROM scratch\n';

/** Takes the build before the edit from a revision in git: files, modes, the Dockerfile's and the ignore file's text. */
export function editSince(revision: string, after: BuildInput, files: BuildFiles): EditedBuild {
	const changes = listGitChanges(files.context, revision);
	const inContext = new Map<string, GitChange>();
	for (const change of changes) {
		const path = findPathIn(files.context, change.file);
		if (path !== undefined) inContext.set(path, change);
	}
	const dockerfile = readBefore(changes, files.dockerfile, NO_DOCKERFILE) ?? after.dockerfile;
	const ignoreFile = findIgnoreText(changes, files) ?? after.ignoreFile;
	const before = { ...after, dockerfile, ignoreFile };
	const isMoved = dockerfile !== after.dockerfile || hasLink(after.context, inContext);
	const current = after.context.map((entry) =>
		entry.kind === undefined && (isMoved || inContext.has(entry.path))
			? { ...entry, content: hashFile(join(files.context, entry.path)) }
			: entry,
	);
	const isOutside =
		changes.some(({ file }) => file === files.dockerfile) &&
		findPathIn(files.context, files.dockerfile) === undefined;
	const earlier = rewindContext(current, inContext);
	return {
		before: { ...before, context: earlier },
		after: { ...after, context: current },
		edited: [...(isOutside ? [files.name] : []), ...listEdited(earlier, current)],
		notes: [],
	};
}

/** The text of a file as it was; `undefined` where it has not changed. */
function readBefore(changes: readonly GitChange[], file: string, missing: string): string | undefined {
	const change = changes.find((candidate) => candidate.file === file);
	return change && (change.before?.bytes.toString() ?? missing);
}

/** An ignore file may have come or gone. */
function findIgnoreText(
	changes: readonly GitChange[],
	{ context, dockerfile, ignoreFile }: BuildFiles,
): string | undefined {
	if (ignoreFile !== undefined) return readBefore(changes, ignoreFile, '');
	return (
		readBefore(changes, `${dockerfile}.dockerignore`, '') ??
		readBefore(changes, `${context}/.dockerignore`, '')
	);
}

/** Where a link came, went or leads elsewhere, a step may read the bytes of another file, as where the Dockerfile changed. */
function hasLink(context: readonly ContextEntry[], changes: ReadonlyMap<string, GitChange>): boolean {
	return (
		[...changes.values()].some(({ before }) => before?.kind === 'link') ||
		context.some(({ path, kind }) => kind === 'link' && changes.has(path))
	);
}

function rewindContext(
	current: readonly ContextEntry[],
	changes: ReadonlyMap<string, GitChange>,
): ContextEntry[] {
	const rewound = current.flatMap((entry) => {
		const change = changes.get(entry.path);
		if (!change) return entry;
		return change.before ? rewindEntry(entry.path, change.before, entry.mode) : [];
	});
	const known = new Set(current.map(({ path }) => path));
	const gone = [...changes].flatMap(([path, { before }]) =>
		known.has(path) || !before ? [] : rewindEntry(path, before),
	);
	return [...rewound, ...gone];
}

const EXECUTABLE = 0o111;

/** Of a mode git keeps one bit; the others are taken to have been as they are. */
function rewindEntry(path: string, { kind, isExecutable, bytes }: GitFile, mode = 0o644): ContextEntry {
	if (kind === 'link') return { path, kind, content: bytes.toString() };
	const isSame = ((mode & EXECUTABLE) !== 0) === isExecutable;
	const earlier = isExecutable ? mode | EXECUTABLE : mode & ~EXECUTABLE;
	return { path, content: hashBytes(bytes), mode: isSame ? mode : earlier };
}

function listEdited(before: readonly ContextEntry[], after: readonly ContextEntry[]): string[] {
	const earlier = new Map(
		before.map((entry) => [entry.path, JSON.stringify([entry.kind, entry.content, entry.mode])]),
	);
	const edited = after
		.filter((entry) => earlier.get(entry.path) !== JSON.stringify([entry.kind, entry.content, entry.mode]))
		.map(({ path }) => path);
	const later = new Set(after.map(({ path }) => path));
	return [...edited, ...before.map(({ path }) => path).filter((path) => !later.has(path))].sort();
}
