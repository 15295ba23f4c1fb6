import { expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { type VerifyProgress, verify } from '#engine/verify.ts';
import { daemonGone, fakeEngine } from './fake-engine.ts';
import { fakeExample } from './fake-example.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Runs six examples on these engines, one at a time on each; answers which engine ran what, and what was said. */
async function runOn(engines: readonly Engine[]) {
	const said: string[] = [];
	const progress: VerifyProgress = {
		started() {},
		finished() {},
		step: (_example, _where, text) => said.push(text),
	};
	const [engine, ...others] = engines;
	if (engine === undefined) throw new Error('no engine');
	const { signal } = new AbortController();
	const result = await verify(
		ids.map((id) => fakeExample(id)),
		{ engine, others, signal, record: false, jobs: 1, progress },
	);
	return { ...result, said };
}

test('examples are spread over engines, each is run once', async () => {
	const [one, two] = [fakeEngine({ name: 'one' }), fakeEngine({ name: 'two' })];
	const { outcomes, left } = await runOn([one, two]);
	expect(outcomes.map(({ example }) => example.id).sort()).toEqual(ids);
	expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
	expect(left).toEqual([]);
	for (const engine of [one, two]) expect(engine.calls).toContain('build');
});

test('the examples of an engine that goes away are run by the other', async () => {
	let builds = 0;
	const shaky = fakeEngine({
		name: 'shaky',
		build: async ({ name }) => {
			builds += 1;
			if (builds > 2) throw daemonGone();
			return { image: `fake/${name}`, steps: [], seconds: 1, provenance: '' };
		},
	});
	const { outcomes, left, leftBehind, said } = await runOn([shaky, fakeEngine({ name: 'firm' })]);
	expect(outcomes.map(({ example }) => example.id).sort()).toEqual(ids);
	expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
	expect(left).toEqual([]);
	expect(leftBehind).toEqual([]);
	expect(said.some((text) => text.includes('shaky has gone away'))).toBe(true);
});

test('when all engines have gone away, what was not run is named', async () => {
	const gone = (name: string) =>
		fakeEngine({
			name,
			build: async () => {
				throw daemonGone();
			},
		});
	const { outcomes, left } = await runOn([gone('one'), gone('two')]);
	expect(outcomes.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['engine-gone']);
	expect(outcomes.length + left.length).toBe(ids.length);
});

test('what an example made is removed when it is done', async () => {
	const engine = fakeEngine();
	await runOn([engine]);
	expect(engine.calls.filter((call) => call === 'cleanUpRun')).toHaveLength(ids.length);
	const last = engine.calls.lastIndexOf('runOnce');
	expect(engine.calls.slice(engine.calls.indexOf('runOnce'), last)).toContain('cleanUpRun');
});

test('half an archive of an engine that has died is no fault of the example', async () => {
	let isDead = false;
	const dying = fakeEngine({
		name: 'dying',
		build: async () => {
			isDead = true;
			throw new Error('Unexpected end of data');
		},
		callDocker: async () => {
			if (isDead) throw daemonGone();
			return { exitCode: 0, stdout: '', stderr: '', seconds: 0, isMissing: false, timedOut: false };
		},
	});
	const { outcomes } = await runOn([dying, fakeEngine({ name: 'firm' })]);
	expect(outcomes.map(({ example }) => example.id).sort()).toEqual(ids);
	expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
});
