import { appendFileSync, readFileSync } from 'node:fs';
import { type RunnerTask, type RunnerTestCase, TestRunner } from 'vitest';
import { SWITCH } from './instrument.ts';
import { type LogEntry, type MutantJob, ROUNDS, type RoundLimits } from './job.ts';
import { endWhenSilent, readProcessorSeconds } from './silence.ts';

/** A mutant that makes a test take so many times as many steps has made a loop that does not end. */
const MOST_TIMES = 20;
const MOST_STEPS = 1_000_000;
/** One under which nothing is heard while the processor works for so long has made one without a switch in it. */
const LONGEST_SILENCE_SECONDS = 240;

const job: MutantJob = JSON.parse(readFileSync(process.env['MUTANTS_JOB'] ?? '', 'utf8'));
const { longestTest, longestMutant, onlyHome }: RoundLimits = ROUNDS[job.round];
const asked = new Set(job.alive);
const alive = new Set(job.alive);
const secondsAsked = new Map<number, number>();
const hear = endWhenSilent(LONGEST_SILENCE_SECONDS);

/** The mutant in force, what has been reached, and how many switches were asked. */
const state = {
	active: job.always,
	reached: new Set<number>(),
	isRecording: true,
	steps: 0,
	limit: Infinity,
};

Object.assign(globalThis, {
	[SWITCH]: (id: number) => {
		if (state.steps++ > state.limit) throw new Error('The mutant does not end.');
		if (state.isRecording) state.reached.add(id);
		return id === state.active;
	},
});

process.on('exit', () => log({ kind: 'done' }));

/** Runs each test once as it is, and then once more for each mutant that it reaches and that none has killed yet. */
export default class MutantRunner extends TestRunner {
	override async onBeforeRunTask(task: RunnerTask): Promise<void> {
		// In the last round what a slow test reaches is recorded, though it is asked nothing.
		if (job.round !== 'thorough' && (job.seconds[nameTest(task)] ?? 0) > longestTest) task.mode = 'skip';
		await super.onBeforeRunTask(task);
	}

	async runTask(test: RunnerTestCase): Promise<void> {
		hear();
		const run = TestRunner.getTestFn(test);
		if (job.always !== undefined) return await run();
		// What was reached while no test ran is the same for all of them.
		logOnce('loaded', startRecording());
		const start = readProcessorSeconds();
		await run();
		const seconds = readProcessorSeconds() - start;
		const [reached, steps] = [stopRecording(), state.steps];
		const name = nameTest(test);
		log({ kind: 'test', name, seconds });
		logOnce('reached', reached);
		for (const id of reached) {
			if (!alive.has(id) || (onlyHome && !name.startsWith(job.homes[id] ?? ''))) continue;
			const before = secondsAsked.get(id) ?? 0;
			if (seconds > longestTest || before > longestMutant) {
				logOnce('spared', new Set([id]));
				continue;
			}
			secondsAsked.set(id, before + seconds);
			if (await isKilled(id, run, steps)) {
				alive.delete(id);
				log({ kind: 'killed', id, by: name });
			}
		}
		startRecording();
	}
}

async function isKilled(id: number, run: () => unknown, steps: number): Promise<boolean> {
	log({ kind: 'tried', id });
	if (await passes(run, id, steps)) return false;
	// A test that fails without a mutant as well has kept something of the one before.
	if (!(await passes(run, undefined, steps))) throw new Error('The test does not pass twice.');
	return true;
}

async function passes(run: () => unknown, id: number | undefined, steps: number): Promise<boolean> {
	Object.assign(state, { active: id, steps: 0, limit: MOST_TIMES * steps + MOST_STEPS });
	try {
		await run();
		return state.steps <= state.limit;
	} catch {
		return false;
	} finally {
		Object.assign(state, { active: undefined, limit: Infinity });
	}
}

/** Answers what was reached since. */
function startRecording(): Set<number> {
	const { reached } = state;
	Object.assign(state, { reached: new Set(), isRecording: true, steps: 0 });
	return reached;
}

function stopRecording(): Set<number> {
	state.isRecording = false;
	return state.reached;
}

function nameTest(task: RunnerTask): string {
	return `${task.file.name} > ${task.fullTestName}`;
}

const logged = { loaded: new Set<number>(), reached: new Set<number>(), spared: new Set<number>() };

function logOnce(kind: keyof typeof logged, ids: ReadonlySet<number>): void {
	for (const id of ids) {
		if (logged[kind].has(id) || !asked.has(id)) continue;
		logged[kind].add(id);
		log({ kind, id });
	}
}

function log(entry: LogEntry): void {
	hear();
	appendFileSync(job.log, `${JSON.stringify(entry)}\n`);
}
