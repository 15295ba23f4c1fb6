import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type IgnoreFile, parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import { decodeText } from './decode-text.ts';
import { leadsOutside } from './links.ts';
import { readRegularFile, UnreadFileError } from './read-regular-file.ts';

/** An ignore file says what the build gets: it is read whatever it takes. */
const LARGEST_IGNORE_FILE = 64 * 1024 * 1024;

/** Why a file of the context was not read: a link that leads out of it, or its size. */
type OnUnread = (path: string, reason: 'link' | 'size') => void;

export interface ContextOptions {
	/** Whether `.git` lies in it; looked up unless told. */
	readonly isRepository?: boolean;
	/** Lists the files below a folder, for those who keep the answer. */
	readonly listFiles?: (folder: string) => readonly string[];
	readonly onUnread?: OnUnread;
}

/**
 * What a build would find in `folder`. Nothing is read before a rule asks for it. `<name>.dockerignore` beside the
 * Dockerfile wins over the folder's `.dockerignore`; `dockerfile` is its path relative to the folder.
 * Links are listed as files and never followed out of the folder, nor to folders, so that a loop ends.
 */
export function readBuildContext(
	folder: string,
	dockerfile = 'Dockerfile',
	{
		isRepository = existsSync(join(folder, '.git')),
		listFiles = listFilesBelow,
		onUnread = () => {},
	}: ContextOptions = {},
): BuildContext {
	// A Dockerfile may lie outside of its context, and its own ignore file then does too.
	const beside = { from: join(folder, dirname(dockerfile)), name: `${basename(dockerfile)}.dockerignore` };
	const ignore = [beside, { from: folder, name: '.dockerignore' }].find(({ from, name }) =>
		isFile(from, name, onUnread),
	);
	let files: readonly string[] | undefined;
	let patterns: IgnoreFile | undefined;
	return {
		ignoreFile: ignore === beside ? `${dockerfile}.dockerignore` : ignore?.name,
		isRepository,
		get files() {
			files ??= listFiles(folder);
			return files;
		},
		isIgnored(path) {
			if (ignore === undefined) return false;
			patterns ??= parseIgnoreFile(
				readContextFile(ignore.from, ignore.name, onUnread, LARGEST_IGNORE_FILE) ?? '',
			);
			return patterns.isIgnored(path);
		},
		read: (path) => (isInside(path) ? readContextFile(folder, path, onUnread) : undefined),
	};
}

/** The text of a file of at most 1 MB; `undefined` where it is missing, larger, outside, no regular file or no text. */
function readContextFile(
	folder: string,
	path: string,
	onUnread: OnUnread,
	largest?: number,
): string | undefined {
	const file = join(folder, path);
	try {
		if (isLinkOutside(folder, path, onUnread)) return undefined;
		const bytes = readRegularFile(file, largest);
		return bytes.includes(0) ? undefined : decodeText(bytes);
	} catch (error) {
		if (error instanceof UnreadFileError && error.reason === 'too-large') onUnread(file, 'size');
		return undefined;
	}
}

function isLinkOutside(folder: string, path: string, onUnread: OnUnread): boolean {
	const file = join(folder, path);
	const isOutside = leadsOutside(file, folder);
	if (isOutside) onUnread(file, 'link');
	return isOutside;
}

/** Every file below a folder, sorted; what is in `.git` is left out. A folder that may not be read counts as empty. */
export function listFilesBelow(folder: string): string[] {
	const filePaths: string[] = [];
	const pending = [''];
	for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
		for (const entry of listEntries(join(folder, prefix))) {
			if (entry.name === '.git' && prefix === '') continue;
			if (entry.isDirectory() && !hasBrokenName(folder, `${prefix}${entry.name}`))
				pending.push(`${prefix}${entry.name}/`);
			else filePaths.push(`${prefix}${entry.name}`);
		}
	}
	return filePaths.sort();
}

/** A name that is no UTF-8 comes back with marks in it that lead nowhere: what lies below cannot be listed. */
function hasBrokenName(folder: string, path: string): boolean {
	return path.includes('\ufffd') && !existsSync(join(folder, path));
}

function listEntries(folder: string) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}

/** A path from a Dockerfile must not lead out of the context. */
function isInside(path: string): boolean {
	return !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0');
}

function isFile(folder: string, path: string, onUnread: OnUnread): boolean {
	try {
		if (statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() !== true) return false;
	} catch {
		// A name may be too long to exist.
		return false;
	}
	return !isLinkOutside(folder, path, onUnread);
}
