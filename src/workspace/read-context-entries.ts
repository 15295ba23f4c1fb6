import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHIVE_HEAD, beginsAsArchive, hasArchiveName } from '#core/build-context/archive-file.ts';
import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { ContextEntry } from '#core/rebuild/model.ts';

/**
 * Every file, folder and link of a build context. No file is read: its content is a name that no other has, since what is
 * compared is a file with itself before an edit. A folder that the ignore file keeps out for good is not entered.
 */
export function readContextEntries(folder: string, ignoreFile: string | undefined): ContextEntry[] {
	const ignore = parseIgnoreFile(ignoreFile ?? '');
	const hasExceptions = /^\s*!/m.test(ignoreFile ?? '');
	const entries: ContextEntry[] = [];
	const pending = [''];
	for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
		for (const entry of listEntries(join(folder, prefix))) {
			const path = `${prefix}${entry.name}`;
			const read = readEntry(join(folder, path), path, entry);
			if (read) entries.push(read);
			const isLeftOut = ignoreFile !== undefined && !hasExceptions && ignore.isIgnored(path);
			if (entry.isDirectory() && !isLeftOut) pending.push(`${path}/`);
		}
	}
	return entries;
}

/** A folder that may not be read counts as empty. */
function listEntries(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}

const PERMISSIONS = 0o7777;

function readEntry(file: string, path: string, entry: Dirent): ContextEntry | undefined {
	const stats = lstatSync(file, { throwIfNoEntry: false });
	if (!stats) return undefined;
	const mode = stats.mode & PERMISSIONS;
	if (entry.isDirectory()) return { path, kind: 'folder', mode };
	if (entry.isSymbolicLink()) return { path, kind: 'link', content: readlinkSync(file) };
	if (!entry.isFile()) return undefined;
	return { path, content: `as it is: ${path}`, mode, isArchive: isArchive(file) };
}

/** True for what `ADD` unpacks, as far as name and first bytes tell. */
function isArchive(file: string): boolean {
	if (!hasArchiveName(file)) return false;
	try {
		return beginsAsArchive(readHead(file));
	} catch {
		return false;
	}
}

function readHead(file: string): Buffer {
	const head = Buffer.alloc(ARCHIVE_HEAD);
	const descriptor = openSync(file, 'r');
	try {
		return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
	} finally {
		closeSync(descriptor);
	}
}
