import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type IgnoreFile, parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { readRegularFile } from './read-regular-file.ts';

export interface ContextOptions {
	/** Whether `.git` lies in it; looked up unless told. */
	readonly isRepository?: boolean;
	/** Lists the files below a folder, for those who keep the answer. */
	readonly listFiles?: (folder: string) => readonly string[];
}

/**
 * What a build would find in `folder`. Nothing is read before a rule asks for it. `<name>.dockerignore` beside the
 * Dockerfile wins over the folder's `.dockerignore`; `dockerfile` is its path relative to the folder.
 * Links are listed as files and never followed to folders, so that a loop ends.
 */
export function readBuildContext(
	folder: string,
	dockerfile = 'Dockerfile',
	{ isRepository = existsSync(join(folder, '.git')), listFiles = listFilesBelow }: ContextOptions = {},
): BuildContext {
	const ignoreFile = [`${dockerfile}.dockerignore`, '.dockerignore'].find((path) =>
		isFile(join(folder, path)),
	);
	let files: readonly string[] | undefined;
	let patterns: IgnoreFile | undefined;
	return {
		...(ignoreFile === undefined ? {} : { ignoreFile }),
		isRepository,
		get files() {
			files ??= listFiles(folder);
			return files;
		},
		isIgnored(path) {
			if (ignoreFile === undefined) return false;
			patterns ??= parseIgnoreFile(readText(join(folder, ignoreFile)) ?? '');
			return patterns.isIgnored(path);
		},
		read: (path) => (isInside(path) ? readText(join(folder, path)) : undefined),
	};
}

/** The text of a file of at most 1 MB; `undefined` where it is missing, larger, no regular file or not UTF-8. */
function readText(path: string): string | undefined {
	try {
		return decodeUtf8(readRegularFile(path)).text;
	} catch {
		return undefined;
	}
}

/** Every file below a folder, sorted; what is in `.git` is left out. A folder that may not be read counts as empty. */
function listFilesBelow(folder: string): string[] {
	const filePaths: string[] = [];
	const pending = [''];
	for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
		for (const entry of listEntries(join(folder, prefix))) {
			if (entry.name === '.git' && prefix === '') continue;
			if (entry.isDirectory()) pending.push(`${prefix}${entry.name}/`);
			else filePaths.push(`${prefix}${entry.name}`);
		}
	}
	return filePaths.sort();
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

function isFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
