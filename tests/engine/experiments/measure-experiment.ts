import { expect } from 'vitest';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { makePlan } from '#engine/plan.ts';
import { runExample } from '#engine/run-example.ts';
import { createTurns } from '#engine/turns.ts';
import type { SideEvidence } from '#examples/evidence/evidence.ts';
import { fakeExample } from '../fake-example.ts';
import { objectsOfRun } from '../live-engine.ts';

/** Runs one experiment on a made-up example; answers what was measured on both sides. */
export async function measureExperiment(
	experiment: string,
	settings: object,
	files: Record<string, string>,
	setup: object = {},
) {
	const claims = [{ id: 'any', says: 'Any.', measure: 'x.nothing', before: 0, after: 0 }];
	const run = { setup, experiments: [{ name: 'x', do: experiment, with: settings }], claims };
	const example = fakeExample(experiment, run, files);
	const engine = await connectDocker();
	const signal = new AbortController().signal;
	const bases = createBases(engine, () => {});
	const surroundings = {
		engine,
		bases,
		signal,
		turns: createTurns(),
		seenLayers: new Map(),
		onStep: () => {},
	};
	const plan = { ...makePlan(example), problems: [] };
	try {
		const { before, after } = await runExample(example, plan, surroundings);
		const values = ({ measurements }: SideEvidence) =>
			Object.fromEntries(Object.entries(measurements).map(([name, { value }]) => [name.slice(2), value]));
		return {
			before: values(before),
			after: values(after),
			sessions: [...before.sessions, ...after.sessions],
		};
	} finally {
		expect(await engine.cleanUp()).toEqual([]);
		expect(objectsOfRun(engine.runId)).toEqual([]);
	}
}
