import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatColumns } from './measure.ts';
import type { LogEntry, MutantJob } from './mutants/job.ts';
import type { Mutation } from './mutants/mutations.ts';
import { listSources, project } from './mutants/sources.ts';
import { startScript } from './project-copy.ts';

const DEFAULT_FOLDER = 'src/core';
const DEFAULT_SAMPLE = 100;

const secondsFile = join(project, '.cache/bench/test-seconds.json');

type Chosen = Mutation & { readonly file: string; readonly id: number };

interface Mutant extends Chosen {
	readonly verdict: 'killed' | 'survived' | 'not asked of every test' | 'not run by any test';
	/** The first test that notices it. */
	readonly by?: string;
}

/**
 * How many of a random sample of small changes in a folder of `src/core` the tests notice; at least so many, since the
 * slowest tests, and those that need a browser or an engine, are not asked. The table counts the survivors for whom that
 * matters. `npm run bench -- mutants src/core/shell 50 7`: the folder, how many, and the seed of the sample.
 */
export async function run([folder = DEFAULT_FOLDER, sample, seed]: readonly string[]): Promise<Mutant[]> {
	const chosen = sampleMutations(folder, Number(sample ?? DEFAULT_SAMPLE), Number(seed ?? 1));
	const mutants = await judgeMutants(folder, chosen);
	for (const { verdict, file, line, change } of mutants)
		if (verdict !== 'killed') console.log(`${verdict}  ${file}:${line}  ${change}`);
	showShares(mutants);
	return mutants;
}

function sampleMutations(folder: string, sample: number, seed: number): Chosen[] {
	const mutations = listSources(folder).flatMap(({ file, mutations, firstId }) =>
		mutations.map((mutation, index) => ({ ...mutation, file, id: firstId + index })),
	);
	return shuffle(mutations, seed).slice(0, sample);
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

/** One run of the tests tries all of them; what is done once, when a file is loaded, needs a run of its own. */
async function judgeMutants(folder: string, chosen: readonly Chosen[]): Promise<Mutant[]> {
	const seconds: Record<string, number> = readJson(secondsFile) ?? {};
	const killers = new Map<number, string>();
	const reached = new Set<number>();
	const loaded = new Set<number>();
	const spared = new Set<number>();
	const homes = Object.fromEntries(chosen.map(({ id, file }) => [id, findHome(file)]));
	const listAlive = () => chosen.map(({ id }) => id).filter((id) => !killers.has(id));
	const hear = (entry: LogEntry) => {
		if (entry.kind === 'killed') killers.set(entry.id, entry.by);
		else if (entry.kind === 'reached') reached.add(entry.id);
		else if (entry.kind === 'loaded') loaded.add(entry.id);
		else if (entry.kind === 'spared') spared.add(entry.id);
		else if (entry.kind === 'test') seconds[entry.name] = entry.seconds;
	};
	for (const round of ['home', 'quick', 'thorough'] as const) {
		spared.clear();
		for (let isDone = false; !isDone; ) {
			const { entries } = await runTests(folder, { round, alive: listAlive(), homes, seconds });
			entries.forEach(hear);
			// Where the process was stopped, or has no memory left, the mutant that it tried last did it.
			const last = entries.at(-1);
			isDone = last?.kind !== 'tried';
			if (last?.kind === 'tried') killers.set(last.id, 'It does not end.');
		}
	}
	writeFileSync(secondsFile, JSON.stringify(seconds));
	for (const { id } of chosen) {
		if (killers.has(id) || reached.has(id) || !loaded.has(id)) continue;
		const { isPassed } = await runTests(folder, { round: 'quick', alive: [], always: id, homes, seconds });
		if (!isPassed) killers.set(id, 'a file that is loaded');
	}
	return chosen.map((mutant) => {
		const by = killers.get(mutant.id);
		if (by !== undefined) return { ...mutant, verdict: 'killed', by };
		if (spared.has(mutant.id)) return { ...mutant, verdict: 'not asked of every test' };
		const isRun = reached.has(mutant.id) || loaded.has(mutant.id);
		return { ...mutant, verdict: isRun ? 'survived' : 'not run by any test' };
	});
}

/** `src/core/compose/model/ports.ts` → `tests/core/compose/`; a file of no folder has a test by its own name. */
function findHome(file: string): string {
	const [, layer, ...path] = file.split('/');
	const [room = ''] = path;
	return `tests/${layer}/${room.replace(/\.ts$/, '.test.ts')}${path.length > 1 ? '/' : ''}`;
}

interface Outcome {
	readonly entries: readonly LogEntry[];
	readonly isPassed: boolean;
}

async function runTests(folder: string, job: Omit<MutantJob, 'log'>): Promise<Outcome> {
	const work = mkdtempSync(join(tmpdir(), 'drydock-mutants-'));
	const [log, jobFile] = [join(work, 'log'), join(work, 'job.json')];
	writeFileSync(log, '');
	writeFileSync(jobFile, JSON.stringify({ ...job, log }));
	const config = [
		'-c',
		'src/bench/mutants/vitest.config.ts',
		...(job.always === undefined ? [] : ['--bail=1']),
	];
	const tests = startScript(project, ['node_modules/vitest/vitest.mjs', 'run', ...config], {
		env: { MUTANTS_FOLDER: folder, MUTANTS_JOB: jobFile },
	});
	try {
		const { exitCode, output } = await tests.done;
		const entries = readFileSync(log, 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line));
		if (exitCode !== 0 && job.always === undefined) console.error(output.slice(-4000));
		return { entries, isPassed: exitCode === 0 };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function readJson(file: string): Record<string, number> | undefined {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function showShares(mutants: readonly Mutant[]): void {
	const folders = [...new Set(mutants.map(({ file }) => dirname(file)))].sort();
	const rows = [...folders, 'all'].map((folder) => {
		const members = mutants.filter(({ file }) => folder === 'all' || dirname(file) === folder);
		const count = (asked: Mutant['verdict']) => members.filter(({ verdict }) => verdict === asked).length;
		const killed = count('killed');
		return [
			folder,
			String(members.length),
			String(killed),
			`${((100 * killed) / members.length).toFixed(0)} %`,
			String(count('not asked of every test')),
		];
	});
	console.log(
		`\n${formatColumns(['folder', 'mutants', 'killed', 'share', 'not asked of every test'], rows)}`,
	);
}
