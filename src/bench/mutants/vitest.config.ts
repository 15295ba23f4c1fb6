import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { instrument } from './instrument.ts';
import { type MutantJob, ROUNDS } from './job.ts';
import { listSources, project } from './sources.ts';

const folder = process.env['MUTANTS_FOLDER'] ?? '';
const { round, seconds, alive, homes }: MutantJob = JSON.parse(
	readFileSync(process.env['MUTANTS_JOB'] ?? '', 'utf8'),
);
const sources = new Map(listSources(folder).map((source) => [join(project, source.file), source]));

/** The folders whose tests have a mutant to be asked about. */
const rooms = [...new Set(alive.map((id) => homes[id] ?? ''))].map((home) =>
	home.endsWith('/') ? `${home}**/*.test.ts` : home,
);

/** They measure time or memory, and every switch takes some. */
const TIMED = ['tests/core/linear-time.test.ts', 'tests/cli/memory.test.ts'];

/** All but those that start a program for each report: what that takes is not the test's own time, which has a limit. */
const WITHOUT_PROGRAM = /^(?!.*sarif-multitool)/;

/** The tests of the folder that mirrors the sources' come first, then the fast ones: what is killed costs no more. */
class KillersFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const ranks = new Map(files.map((file) => [file, rankTests(relative(project, file.moduleId))]));
		return files.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
	}
}

function rankTests(file: string): number {
	const names = Object.keys(seconds).filter((name) => name.startsWith(`${file} > `));
	const mirrors = file.startsWith(folder.replace(/^src/, 'tests'));
	return names.reduce((sum, name) => sum + (seconds[name] ?? 0), mirrors ? -1_000 : 0);
}

/** Runs the tests of a round in one process, over sources that hold every mutation of a folder behind a switch. */
export default defineConfig({
	plugins: [
		{
			name: 'mutants',
			enforce: 'pre',
			transform(_, id) {
				const source = sources.get(id);
				return source && { code: instrument(source.text, source.mutations, source.firstId), map: null };
			},
		},
	],
	test: {
		root: project,
		include: round === 'home' ? rooms : [...ROUNDS[round].tests],
		exclude: ['**/*.live.test.ts', ...TIMED],
		testNamePattern: WITHOUT_PROGRAM,
		runner: join(project, 'src/bench/mutants/test-runner.ts'),
		reporters: ['dot'],
		sequence: { sequencer: KillersFirst },
		// What it would keep is the file with the switches of another folder.
		fsModuleCache: false,
		isolate: false,
		fileParallelism: false,
		testTimeout: 600_000,
		hookTimeout: 600_000,
	},
});
