import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContextEntry } from '#core/rebuild/model.ts';
import type { PairSide } from './pair-side.ts';

/** Writes a build context into an empty folder. */
export function writeSide(folder: string, { context }: PairSide): void {
	for (const entry of context) writeEntry(folder, entry);
	for (const entry of context) setFolderMode(folder, entry);
}

/** Changes a folder as an editor would: what is the same is not touched. */
export function changeSide(folder: string, before: PairSide, after: PairSide): void {
	const later = new Map(after.context.map((entry) => [entry.path, entry]));
	const earlier = new Map(before.context.map((entry) => [entry.path, entry]));
	for (const { path, kind } of before.context) {
		if (later.get(path) !== earlier.get(path) && kind !== 'folder')
			rmSync(join(folder, path), { force: true });
	}
	removeEmptyFolders(folder, before, after);
	for (const entry of after.context) if (earlier.get(entry.path) !== entry) writeEntry(folder, entry);
	for (const entry of after.context) setFolderMode(folder, entry);
}

function writeEntry(folder: string, { path, kind, content = '', mode = 0o644 }: ContextEntry): void {
	const file = join(folder, path);
	mkdirSync(kind === 'folder' ? file : dirname(file), { recursive: true });
	if (kind === 'folder') return;
	if (kind === 'link') {
		symlinkSync(content, file);
		return;
	}
	writeFileSync(file, content);
	chmodSync(file, mode);
}

function setFolderMode(folder: string, { path, kind, mode }: ContextEntry): void {
	if (kind === 'folder' && mode !== undefined) chmodSync(join(folder, path), mode);
}

/** Folders that hold nothing any more go with their last file, as they do in git. */
function removeEmptyFolders(folder: string, before: PairSide, after: PairSide): void {
	const remaining = listFolders(after);
	for (const path of [...listFolders(before)].sort().reverse()) {
		const file = join(folder, path);
		if (!remaining.has(path) && lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
			rmSync(file, { recursive: true });
	}
}

function listFolders({ context }: PairSide): Set<string> {
	const folders = new Set<string>();
	for (const { path, kind } of context) {
		if (kind === 'folder') folders.add(path);
		for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
			folders.add(path.slice(0, at));
	}
	return folders;
}
