import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { BuildInput, ContextEntry } from '#core/rebuild/model.ts';
import { type BuildFiles, findPathIn } from './build-files.ts';

export interface EditedBuild {
	readonly before: BuildInput;
	readonly after: BuildInput;
	/** Paths from the context's root; what lies outside is named as the user did. */
	readonly edited: readonly string[];
	/** What the user should know beside the steps. */
	readonly notes: readonly string[];
}

/** Edits files in thought: each has another content than before, whatever it is. A file that is not there is a new one. */
export function editFiles(
	paths: readonly string[],
	before: BuildInput,
	files: BuildFiles,
	cwd: string,
): EditedBuild {
	const inside = new Set<string>();
	const outside: string[] = [];
	const notes: string[] = [];
	for (const path of paths) {
		const contextPath = findContextPath(path, files.context, cwd);
		if (contextPath === undefined) {
			outside.push(path);
			notes.push(`\`${path}\` lies outside of the build context: no step can read it.`);
		} else for (const file of listBelow(contextPath, before.context)) inside.add(file);
	}
	for (const file of inside) notes.push(...describeSpecial(file, files));
	const context = before.context.map((entry) => (inside.has(entry.path) ? editEntry(entry) : entry));
	const known = new Set(before.context.map(({ path }) => path));
	const created = [...inside]
		.filter((path) => !known.has(path))
		.map((path): ContextEntry => ({ path, content: 'new' }));
	return {
		before,
		after: { ...before, context: [...context, ...created] },
		edited: [...inside, ...outside],
		notes,
	};
}

/** A path counts from where the user stands, or else from the context. What a link leads to is what is edited. */
function findContextPath(path: string, context: string, cwd: string): string | undefined {
	const candidates = [resolve(cwd, path), resolve(context, path)];
	const there = candidates.find(
		(file) => existsSync(file) && findPathIn(context, realpathSync(file)) !== undefined,
	);
	if (there !== undefined) return findPathIn(context, realpathSync(there));
	if (candidates.some((file) => existsSync(file))) return undefined;
	return candidates
		.map((file) => findPathIn(context, resolveFolder(file)))
		.find((found) => found !== undefined);
}

/** The path of a file to come, links in the folders that are there followed. */
function resolveFolder(file: string): string {
	const folder = dirname(file);
	if (folder === file) return file;
	const name = file.slice(folder.length).replace(/^\//, '');
	return existsSync(folder) ? join(realpathSync(folder), name) : join(resolveFolder(folder), name);
}

/** The file itself, or every file of the folder. */
function listBelow(path: string, context: readonly ContextEntry[]): string[] {
	const below = context.filter((entry) => entry.path.startsWith(`${path}/`) && entry.kind !== 'folder');
	return below.length > 0 ? below.map((entry) => entry.path) : [path];
}

function editEntry(entry: ContextEntry): ContextEntry {
	return entry.kind === 'folder' ? entry : { ...entry, content: `edited: ${entry.path}` };
}

function describeSpecial(path: string, { context, dockerfile, ignoreFile }: BuildFiles): string[] {
	const file = join(context, path);
	if (file === dockerfile)
		return [
			`\`${path}\` counts as a file of the context here. What its new text runs again, \`--since\` tells.`,
		];
	if (file === ignoreFile)
		return [
			`\`${path}\` counts as a file of the context here. What its new patterns change, \`--since\` tells.`,
		];
	return [];
}
