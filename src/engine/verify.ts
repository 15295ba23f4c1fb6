import { availableParallelism } from 'node:os';
import type { Problem } from '#core/problem.ts';
import type { LoadedExample } from '#examples/content.ts';
import type { Evidence } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import { createBases } from './bases/bases.ts';
import { compareEvidence, createDifferenceProblem } from './compare-evidence.ts';
import type { Engine } from './engine.ts';
import { createQueue, type Queue } from './example-queue.ts';
import { EngineFailure, RunStopped } from './failure.ts';
import { checkRunLimits } from './limits.ts';
import { makePlan } from './plan.ts';
import { createEngineGoneProblem, createProblem, createRefutedProblem } from './problems.ts';
import { buildEvidence, writeEvidence } from './record.ts';
import { type ExampleRun, runExample } from './run-example.ts';
import type { RunSurroundings } from './run-side.ts';
import { createTurns } from './turns.ts';

export interface VerifyOptions {
	readonly engine: Engine;
	/** Further engines that share the work. One that goes away leaves its example to the others. */
	readonly others?: readonly Engine[];
	readonly signal: AbortSignal;
	/** Write `evidence.json` where every claim holds. */
	readonly record: boolean;
	/** Signs what is recorded. */
	readonly sign?: (evidence: Evidence) => Evidence;
	/** Run also what examples declare to need beyond the limits. */
	readonly isTrusting?: boolean;
	/** Examples at once; one for every two processors where missing. Timed experiments are alone all the same. */
	readonly jobs?: number;
	readonly progress: VerifyProgress;
	readonly now?: () => Date;
}

/** What is told while examples run. */
export interface VerifyProgress {
	started(example: Example): void;
	/** `where` is the side, or empty for work that all share, such as a base image. */
	step(example: Example | undefined, where: string, text: string): void;
	finished(outcome: Outcome): void;
}

export interface Outcome {
	readonly example: Example;
	readonly seconds: number;
	/** Empty: every claim holds. */
	readonly problems: readonly Problem[];
	readonly run?: ExampleRun | undefined;
}

export interface Verification {
	readonly outcomes: readonly Outcome[];
	/** Not begun, because the engine went away or the disk was full. */
	readonly left: readonly Example[];
	readonly wasStopped: boolean;
	/** What could not be removed at the end. */
	readonly leftBehind: readonly string[];
}

/**
 * Runs examples and settles their claims. Trouble with one leaves the others alone. What an example made in the engine is
 * gone when it is done, and whatever the run made when this returns, however it ended.
 */
export async function verify(
	examples: readonly LoadedExample[],
	options: VerifyOptions,
): Promise<Verification> {
	const engines = [options.engine, ...(options.others ?? [])];
	const queue = createQueue(examples);
	const outcomes: Outcome[] = [];
	const leftBehind: string[] = [];
	const jobs = options.jobs ?? Math.max(1, Math.floor(availableParallelism() / 2));
	try {
		await Promise.all(
			engines.map((engine) => runOnEngine(engine, jobs, queue, options, { outcomes, leftBehind, engines })),
		);
	} finally {
		for (const engine of engines) leftBehind.push(...(await engine.cleanUp()));
	}
	return {
		outcomes,
		left: queue.waiting(),
		wasStopped: options.signal.aborted,
		leftBehind: [...new Set(leftBehind)],
	};
}

interface Results {
	readonly outcomes: Outcome[];
	readonly leftBehind: string[];
	/** Those that have not gone away. */
	readonly engines: Engine[];
}

/** Takes examples from the queue until it is empty, or the engine has gone away. */
async function runOnEngine(
	engine: Engine,
	jobs: number,
	queue: Queue,
	options: VerifyOptions,
	results: Results,
): Promise<void> {
	const { progress } = options;
	// A stop of its own: once the engine is gone, what still runs on it has nothing to wait for.
	const stop = new AbortController();
	const signal = AbortSignal.any([options.signal, stop.signal]);
	const surroundings: RunSurroundings = {
		engine,
		signal,
		turns: createTurns(),
		seenLayers: new Map(),
		bases: createBases(engine, (text) => progress.step(undefined, '', text), signal),
		onStep: (example, side, text) => progress.step(example, side, text),
	};
	const isLast = () => results.engines.every((one) => one === engine);
	const runWorker = async () => {
		for (let next = await queue.take(); next !== undefined; next = await queue.take()) {
			const example = next;
			if (signal.aborted) {
				queue.giveBack(example);
				break;
			}
			progress.started(example);
			const exampleEngine = engine.openRun();
			let remains: readonly string[] = [];
			const outcome = await verifyExample(
				example,
				{ ...surroundings, engine: exampleEngine },
				options,
				stop,
			).finally(async () => {
				remains = await exampleEngine.cleanUp();
			});
			if (stop.signal.aborted && !options.signal.aborted && !isLast()) {
				// What it still has is out of reach; the next run that reaches it removes that.
				queue.giveBack(example);
				progress.step(undefined, '', `${engine.name} has gone away; ${example.id} goes to another engine`);
				break;
			}
			results.leftBehind.push(...remains);
			if (outcome !== undefined) {
				results.outcomes.push(outcome);
				progress.finished(outcome);
			}
			queue.markDone();
			if (signal.aborted) return;
		}
		if (stop.signal.aborted && !isLast() && results.engines.includes(engine))
			results.engines.splice(results.engines.indexOf(engine), 1);
	};
	await Promise.all(Array.from({ length: Math.min(jobs, Math.max(1, queue.waiting().length)) }, runWorker));
}

/** `undefined` where the run was stopped. */
async function verifyExample(
	example: LoadedExample,
	surroundings: RunSurroundings,
	{ record, isTrusting = false, sign, now = () => new Date() }: VerifyOptions,
	stop: AbortController,
): Promise<Outcome | undefined> {
	const start = performance.now();
	const makeOutcome = (problems: readonly Problem[], run?: ExampleRun): Outcome => ({
		example,
		seconds: (performance.now() - start) / 1000,
		problems,
		run,
	});
	const plan = makePlan(example);
	if (plan.problems.length > 0) return makeOutcome(plan.problems);
	const limits = checkRunLimits(example, plan, { isTrusting });
	if (limits.length > 0) return makeOutcome(limits);
	try {
		const run = await runExample(example, plan, surroundings);
		const refuted = run.claims.filter(({ verdict }) => !verdict.holds);
		if (refuted.length > 0)
			return makeOutcome(
				refuted.map((claim) => createRefutedProblem(example, claim, run)),
				run,
			);
		if (record) {
			const evidence = buildEvidence(example, run, surroundings.engine.facts, now());
			await writeEvidence(example.folder, sign === undefined ? evidence : sign(evidence));
			return makeOutcome([], run);
		}
		const { evidence, isStale } = example;
		const differences = evidence === undefined || isStale ? [] : compareEvidence(evidence, run, plan);
		return makeOutcome(differences.length === 0 ? [] : [createDifferenceProblem(example, differences)], run);
	} catch (caught) {
		if (caught instanceof RunStopped) return undefined;
		const error = (await findWhyEngineIsGone(surroundings.engine)) ?? caught;
		if (!(error instanceof EngineFailure)) throw error;
		if (error.stopsEverything) stop.abort(error);
		return makeOutcome([
			error.code === 'engine-missing'
				? createEngineGoneProblem(example, error)
				: createProblem(example, error),
		]);
	}
}

/** An engine that dies shows as many things: half an archive, an answer that breaks off, a step that failed. */
async function findWhyEngineIsGone(engine: Engine): Promise<EngineFailure | undefined> {
	try {
		await engine.callDocker(['version', '--format={{.Server.Version}}']);
		return undefined;
	} catch (error) {
		return error instanceof EngineFailure ? error : undefined;
	}
}
