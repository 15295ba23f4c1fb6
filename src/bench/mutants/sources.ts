import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listMutations, type Mutation } from './mutations.ts';

export const project = fileURLToPath(new URL('../../..', import.meta.url));

/** A file below the project, and its mutations; the first of them has the number `firstId`. */
export interface MutatedSource {
	readonly file: string;
	readonly text: string;
	readonly firstId: number;
	readonly mutations: readonly Mutation[];
}

/** The TypeScript files of a folder, or one file, with everything that may be changed in them. The same each time. */
export function listSources(path: string): MutatedSource[] {
	let firstId = 0;
	return listFiles(path).map((file) => {
		const text = readFileSync(join(project, file), 'utf8');
		const source = { file, text, firstId, mutations: listMutations(file, text) };
		firstId += source.mutations.length;
		return source;
	});
}

function listFiles(path: string): string[] {
	if (!statSync(join(project, path)).isDirectory()) return [path];
	return readdirSync(join(project, path), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.sort()
		.map((name) => join(path, name));
}
