import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readRegularFile } from './read-regular-file.ts';

/** What git ignores, as seen from one folder: the `.gitignore` files from the repository's root down to it. */
export interface GitIgnore {
	isIgnored(path: string, isFolder: boolean): boolean;
	/** The same with the `.gitignore` of a folder further down, where `entries` has one. */
	enter(folder: string, entries: readonly { readonly name: string }[]): GitIgnore;
}

interface Layer {
	readonly folder: string;
	readonly patterns: Ignore;
}

/**
 * The rules in force in a folder, before its own `.gitignore` is read. In a folder that git itself ignores the rules
 * above count no more: whoever names such a folder wants to see into it.
 */
export function readGitIgnore(folder: string): GitIgnore {
	const layers: Layer[] = [];
	const root = findRepository(folder);
	if (root !== undefined) {
		const above = listParentFolders(root, folder);
		for (const [path, at] of [
			[join(root, '.git', 'info', 'exclude'), root],
			...above.map((at) => [join(at, '.gitignore'), at]),
		] as [string, string][]) {
			const layer = readLayer(path, at);
			if (layer !== undefined) layers.push(layer);
		}
	}
	const outside = fromLayers(layers);
	return outside.isIgnored(folder, true) ? fromLayers([]) : outside;
}

/** A matcher for patterns written as in a `.gitignore`, relative to a folder. */
export function createPatternMatcher(folder: string, patterns: readonly string[]): GitIgnore['isIgnored'] {
	return fromLayers([{ folder, patterns: createCaseSensitiveIgnore().add([...patterns]) }]).isIgnored;
}

function fromLayers(layers: readonly Layer[]): GitIgnore {
	return {
		isIgnored(path, isFolder) {
			for (const { folder, patterns } of layers.toReversed()) {
				const inside = relative(folder, path).split(sep).join('/');
				if (inside === '' || inside.startsWith('../')) continue;
				const { ignored, unignored } = patterns.test(isFolder ? `${inside}/` : inside);
				if (ignored) return true;
				if (unignored) return false;
			}
			return false;
		},
		enter(folder, entries) {
			if (!entries.some(({ name }) => name === '.gitignore')) return this;
			const layer = readLayer(join(folder, '.gitignore'), folder);
			return layer === undefined ? this : fromLayers([...layers, layer]);
		},
	};
}

/** `Build/` does not mean `build/`, as in git itself. */
function createCaseSensitiveIgnore(): Ignore {
	return ignore({ ignorecase: false });
}

/** A file that cannot be read ignores nothing. */
function readLayer(path: string, folder: string): Layer | undefined {
	try {
		return {
			folder,
			patterns: createCaseSensitiveIgnore().add(new TextDecoder().decode(readRegularFile(path))),
		};
	} catch {
		return undefined;
	}
}

/** The nearest folder upwards with a `.git` in it (a folder, or a file in a worktree). */
function findRepository(folder: string): string | undefined {
	for (let at = folder; ; at = dirname(at)) {
		if (existsSync(join(at, '.git'))) return at;
		if (at === dirname(at)) return undefined;
	}
}

/** From the root down to the folder's parent. */
function listParentFolders(root: string, folder: string): string[] {
	const folders: string[] = [];
	for (let at = folder; at !== root; at = dirname(at)) folders.unshift(dirname(at));
	return folders;
}
