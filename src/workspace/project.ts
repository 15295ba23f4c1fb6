import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { classifyFile, isBakeName } from '#core/file-kind.ts';
import { findFiles, type WalkOptions } from './find-files.ts';

/** What lies around a file or folder that was asked for. */
export interface Project {
	/** The root of its repository; without one, where the user stands, or its own folder. */
	readonly root: string;
	/** Files that say how images are built. */
	readonly compose: readonly string[];
	readonly bake: readonly string[];
}

/** A repository is looked through whole; a folder that is none only where it is small. */
const MOST_FOLDERS = { repository: 50_000, other: 2_000 };

/** Finds the project of a folder. Each is looked through once, on the first question, unless `walked` files are given. */
export class ProjectFinder {
	readonly #cwd: string;
	readonly #isLeftOut: WalkOptions['isLeftOut'];
	readonly #projects = new Map<string, Project>();

	constructor(cwd: string, isLeftOut?: WalkOptions['isLeftOut']) {
		this.#cwd = cwd;
		this.#isLeftOut = isLeftOut;
	}

	/** The files of a walk through a folder: where that is a project's root, nobody has to walk again. */
	remember(folder: string, files: readonly string[]): void {
		if (findRoot(folder, this.#cwd).root === folder) this.#projects.set(folder, makeProject(folder, files));
	}

	find(folder: string): Project {
		const { root, mostFolders } = findRoot(folder, this.#cwd);
		const known = this.#projects.get(root);
		if (known) return known;
		const walk = findFiles(root, {
			isWanted: isDefinitionName,
			mostFolders,
			isLeftOut: this.#isLeftOut,
		});
		const project = makeProject(root, walk.isComplete ? walk.files : listDefinitionsAbove(folder, root));
		// Where not all was seen, another folder sees other files.
		if (walk.isComplete) this.#projects.set(root, project);
		return project;
	}
}

/** True for compose and Bake files. */
export function isDefinitionName(name: string): boolean {
	return isBakeName(name) || classifyFile(name) === 'compose';
}

function makeProject(root: string, files: readonly string[]): Project {
	return {
		root,
		compose: files.filter((file) => classifyFile(file) === 'compose'),
		bake: files.filter((file) => isBakeName(file.slice(file.lastIndexOf(sep) + 1))),
	};
}

function findRoot(folder: string, cwd: string): { readonly root: string; readonly mostFolders: number } {
	for (let at = folder; ; at = dirname(at)) {
		if (existsSync(join(at, '.git'))) return { root: at, mostFolders: MOST_FOLDERS.repository };
		if (at === dirname(at)) break;
	}
	const isBelow = folder === cwd || folder.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep);
	const isWide = cwd === dirname(cwd) || cwd === homedir();
	return { root: isBelow && !isWide ? cwd : folder, mostFolders: MOST_FOLDERS.other };
}

/** In the folder and those above it, where there is too much to look through. */
function listDefinitionsAbove(folder: string, root: string): string[] {
	const files: string[] = [];
	for (let at = folder; ; at = dirname(at)) {
		for (const name of listNames(at)) if (isDefinitionName(name)) files.push(join(at, name));
		if (at === root || at === dirname(at)) return files;
	}
}

function listNames(folder: string): string[] {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}
