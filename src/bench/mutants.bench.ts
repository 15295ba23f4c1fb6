import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatTable } from './measure.ts';
import { applyMutation, listMutations, type Mutation } from './mutants/mutations.ts';
import { copyProject, startScript } from './project-copy.ts';

const DEFAULT_FOLDER = 'src/core';
const DEFAULT_SAMPLE = 100;
/** A change that makes the tests run longer than this has made a loop that does not end. */
const LONGEST_SECONDS = 240;

interface Mutant extends Mutation {
	readonly file: string;
	readonly verdict: 'killed' | 'survived';
}

/**
 * How many of a random sample of small changes in a folder of `src/core` the tests notice.
 * `npm run bench -- mutants src/core/shell 50 7`: the folder, how many, and the seed of the sample.
 */
export async function run([folder = DEFAULT_FOLDER, sample, seed]: readonly string[]): Promise<Mutant[]> {
	const project = await copyProject();
	const mutants: Mutant[] = [];
	try {
		for (const chosen of sampleMutations(
			project,
			folder,
			Number(sample ?? DEFAULT_SAMPLE),
			Number(seed ?? 1),
		)) {
			const mutant = await judgeMutant(project, chosen);
			mutants.push(mutant);
			console.log(`${mutant.verdict}  ${mutant.file}:${mutant.line}  ${mutant.change}`);
		}
	} finally {
		rmSync(project, { recursive: true, force: true });
	}
	showShares(mutants);
	return mutants;
}

type Chosen = Mutation & { readonly file: string };

function sampleMutations(project: string, folder: string, sample: number, seed: number): Chosen[] {
	const mutations = listSources(project, folder).flatMap((file) =>
		listMutations(file, readFileSync(join(project, file), 'utf8')).map((mutation) => ({ ...mutation, file })),
	);
	return shuffle(mutations, seed).slice(0, sample);
}

function listSources(project: string, path: string): string[] {
	if (!statSync(join(project, path)).isDirectory()) return [path];
	return readdirSync(join(project, path), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.sort()
		.map((name) => join(path, name));
}

/** The same order for the same seed (a linear congruential generator, Numerical Recipes' numbers). */
function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
	let state = seed;
	return items
		.map((item) => {
			state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
			return { item, key: state };
		})
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

/** Runs the tests of the folder that mirrors the file's, and if these notice nothing, all tests of the core. */
async function judgeMutant(project: string, chosen: Chosen): Promise<Mutant> {
	const path = join(project, chosen.file);
	const text = readFileSync(path, 'utf8');
	writeFileSync(path, applyMutation(text, chosen));
	try {
		for (const tests of [dirname(chosen.file).replace(/^src/, 'tests'), 'tests/core']) {
			if (!existsSync(join(project, tests))) continue;
			if (!(await passTests(project, tests))) return { ...chosen, verdict: 'killed' };
		}
		return { ...chosen, verdict: 'survived' };
	} finally {
		writeFileSync(path, text);
	}
}

async function passTests(project: string, tests: string): Promise<boolean> {
	const script = ['node_modules/vitest/vitest.mjs', 'run', '-c', 'tests/vitest.config.ts', '--bail=1', tests];
	const testRun = startScript(project, script);
	const timer = setTimeout(() => testRun.kill(), LONGEST_SECONDS * 1000);
	const { exitCode } = await testRun.done;
	clearTimeout(timer);
	return exitCode === 0;
}

function showShares(mutants: readonly Mutant[]): void {
	const folders = [...new Set(mutants.map(({ file }) => dirname(file)))].sort();
	const rows = [...folders, 'all'].map((folder) => {
		const members = mutants.filter(({ file }) => folder === 'all' || dirname(file) === folder);
		const killed = members.filter(({ verdict }) => verdict === 'killed').length;
		return [
			folder,
			String(members.length),
			String(killed),
			`${((100 * killed) / members.length).toFixed(0)} %`,
		];
	});
	console.log(`\n${formatTable(['folder', 'mutants', 'killed', 'share'], rows)}`);
}
