import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { classifyFile, type FileKind, isBakeName, isConfigName } from '#core/file-kind.ts';
import { type GitIgnore, readGitIgnore } from './git-ignore.ts';
import { leadsOutside } from './links.ts';

const SKIPPED_FOLDERS = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** What a walk looks for; ignore files are read with the Dockerfile they belong to. */
const WALKED: readonly (FileKind | undefined)[] = ['dockerfile', 'compose', 'daemon', 'buildkitd'];

export interface Walk {
	/** Absolute paths, in the order of their names, a folder's own files before those below it. */
	readonly files: readonly string[];
	readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
	/** Links that lead out of the folder: their names are lintable, and they are not among the files. */
	readonly outside: readonly string[];
	/** False where there were more folders than were to be looked through. */
	readonly isComplete: boolean;
}

export interface WalkOptions {
	/** Called once for each folder entered, with the number of files found so far. */
	readonly onFolder?: (path: string, fileCount: number) => void;
	/** True for what the configuration leaves out. */
	readonly isLeftOut?: ((path: string, isFolder: boolean) => boolean) | undefined;
	/** The names to look for; those that can be linted unless told. */
	readonly isWanted?: (name: string) => boolean;
	readonly mostFolders?: number;
}

/**
 * True for names such as `Dockerfile.dev`, `api.Dockerfile`, `compose.override.yaml`, and for `config.yml` and Bake files: only
 * their text can tell whether there is something to lint.
 */
export function isLintableName(name: string): boolean {
	return WALKED.includes(classifyFile(name)) || isConfigName(name) || isBakeName(name);
}

/**
 * Every lintable file below a folder that git would not ignore. Links to folders are not followed, nor those that lead out.
 * A folder that cannot be read is listed as such, and the walk goes on.
 */
export function findFiles(folder: string, options: WalkOptions = {}): Walk {
	const files: string[] = [];
	const unreadable: { path: string; error: unknown }[] = [];
	const outside: string[] = [];
	const { isWanted = isLintableName, mostFolders = Number.POSITIVE_INFINITY } = options;
	let folders = 0;
	const visit = (path: string, gitIgnore: GitIgnore) => {
		if (++folders > mostFolders) return;
		options.onFolder?.(path, files.length);
		let entries: Dirent[];
		try {
			entries = readdirSync(path, { withFileTypes: true });
		} catch (error) {
			unreadable.push({ path, error });
			return;
		}
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		const inside = gitIgnore.enter(path, entries);
		for (const entry of entries) {
			const at = join(path, entry.name);
			if (!isFile(entry) || !isWanted(entry.name)) continue;
			if (inside.isIgnored(at, false) || options.isLeftOut?.(at, false)) continue;
			(entry.isSymbolicLink() && leadsOutside(at, folder) ? outside : files).push(at);
		}
		for (const entry of entries) {
			const at = join(path, entry.name);
			if (!entry.isDirectory() || SKIPPED_FOLDERS.has(entry.name)) continue;
			if (!inside.isIgnored(at, true) && !options.isLeftOut?.(at, true)) visit(at, inside);
		}
	};
	visit(folder, readGitIgnore(folder));
	return { files, unreadable, outside, isComplete: folders <= mostFolders };
}

/** A link is kept here: reading it says whether it leads to a file. */
function isFile(entry: Dirent): boolean {
	return entry.isFile() || entry.isSymbolicLink();
}
