import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunStopped, EngineFailure } from '#engine/failure.ts';
import { type Verification, verify } from '#engine/verify.ts';
import type { LoadedExample } from '#examples/content.ts';
import { evidenceSchema } from '#examples/evidence/evidence.ts';
import { isSealBroken } from '#examples/evidence/seal.ts';
import { daemonGone, type FakeEngine, fakeEngine } from './fake-engine.ts';
import { fakeExample, simpleRun } from './fake-example.ts';

const quiet = { started() {}, step() {}, finished() {} };

function run(
	engine: FakeEngine,
	examples: readonly LoadedExample[],
	{ record = false, signal = new AbortController().signal, jobs = 1 } = {},
): Promise<Verification> {
	return verify(examples, { engine, signal, record, jobs, progress: quiet });
}

const ends = (exitCode: number) => ({
	exitCode,
	stdout: '',
	stderr: '',
	seconds: 0,
	isMissing: false,
	timedOut: false,
});

describe('a run whose claims hold', () => {
	test('records evidence that passes its schema and its seal', async () => {
		const example = fakeExample('fine');
		const { outcomes } = await run(fakeEngine(), [example], { record: true });
		expect(outcomes.map(({ problems }) => problems)).toEqual([[]]);
		const evidence = evidenceSchema.parse(
			JSON.parse(readFileSync(join(example.folder, 'evidence.json'), 'utf8')),
		);
		expect(isSealBroken(evidence)).toBe(false);
		expect(evidence.inputs.hash).toBe(example.inputsHash);
		expect(evidence.claims).toEqual([{ id: 'it-ends', before: 0, after: 0, holds: true }]);
	});

	test('writes nothing unless it is asked to record', async () => {
		const example = fakeExample('fine');
		await run(fakeEngine(), [example]);
		expect(existsSync(join(example.folder, 'evidence.json'))).toBe(false);
	});
});

describe('a claim that the engine refutes', () => {
	test('is a problem that shows both numbers, and no evidence is written', async () => {
		const example = fakeExample('wrong');
		const engine = fakeEngine({ runOnce: async ({ image }) => ends(image.endsWith('after') ? 3 : 0) });
		const { outcomes } = await run(engine, [example], { record: true });
		const [problem] = outcomes[0]?.problems ?? [];
		expect(problem?.code).toBe('claim-refuted');
		expect(problem?.frame).toContain('show.exit-code: 0 before, 3 after');
		expect(existsSync(join(example.folder, 'evidence.json'))).toBe(false);
		expect(engine.calls.at(-1)).toBe('cleanUp');
	});

	test('about a measure that no experiment gives is found before anything is built', async () => {
		const claims = [{ id: 'odd', says: 'Odd.', measure: 'show.weight', before: 1, after: 1 }];
		const engine = fakeEngine();
		const { outcomes } = await run(engine, [fakeExample('odd', { ...simpleRun, claims })]);
		expect(outcomes[0]?.problems.map(({ code }) => code)).toEqual(['measure-unknown']);
		expect(outcomes[0]?.problems[0]?.fix).toContain('show.exit-code');
		expect(engine.calls).not.toContain('build');
	});
});

describe('clean-up', () => {
	test('happens when a build fails, and the other examples still run', async () => {
		const engine = fakeEngine({
			build: async ({ name }) => {
				if (name === 'bad-after')
					throw new EngineFailure('build-failed', 'failed at: [2/2] RUN false', 'Mend it.', 'last line');
				return { image: `fake/${name}`, steps: [], seconds: 1, provenance: '' };
			},
		});
		const { outcomes } = await run(engine, [fakeExample('bad'), fakeExample('good')]);
		expect(outcomes.map(({ problems }) => problems.length)).toEqual([1, 0]);
		const [problem] = outcomes[0]?.problems ?? [];
		expect(problem).toMatchObject({ code: 'build-failed', frame: 'last line' });
		expect(problem?.path).toMatch(/after\/Dockerfile$/);
		expect(engine.calls.filter((call) => call === 'cleanUp')).toHaveLength(1);
	});

	test('happens when the reader stops the run, and nothing is recorded', async () => {
		const controller = new AbortController();
		const engine = fakeEngine({
			build: async () => {
				controller.abort('SIGINT');
				throw createRunStopped(controller.signal);
			},
		});
		const example = fakeExample('stopped');
		const result = await run(engine, [example, fakeExample('next')], {
			record: true,
			signal: controller.signal,
		});
		expect(result).toMatchObject({ wasStopped: true, outcomes: [] });
		expect(existsSync(join(example.folder, 'evidence.json'))).toBe(false);
		expect(engine.calls.at(-1)).toBe('cleanUp');
	});

	test('happens when an experiment has a bug, which is thrown on', async () => {
		const engine = fakeEngine({
			build: async () => {
				throw new TypeError('a bug');
			},
		});
		await expect(run(engine, [fakeExample('bug')])).rejects.toThrow('a bug');
		expect(engine.calls.at(-1)).toBe('cleanUp');
	});

	test('says what it could not remove', async () => {
		const engine = fakeEngine({ cleanUp: async () => ['network x has active endpoints'] });
		expect((await run(engine, [fakeExample('any')])).leftBehind).toEqual(['network x has active endpoints']);
	});
});

test('an engine that goes away stops the run, and what was not begun is named', async () => {
	const engine = fakeEngine({
		runOnce: async () => {
			throw daemonGone();
		},
	});
	const { outcomes, left } = await run(engine, [fakeExample('first'), fakeExample('second')]);
	expect(outcomes.map(({ problems }) => problems[0]?.code)).toEqual(['engine-gone']);
	expect(left.map(({ id }) => id)).toEqual(['second']);
});

test('a full disk stops the run, and what was not begun is named', async () => {
	const engine = fakeEngine({
		runOnce: async () => {
			throw new EngineFailure('disk-full', 'The disk is full.', 'Free some space.');
		},
	});
	const { outcomes, left } = await run(engine, [fakeExample('first'), fakeExample('second')]);
	expect(outcomes.map(({ problems }) => problems[0]?.code)).toEqual(['disk-full']);
	expect(left.map(({ id }) => id)).toEqual(['second']);
});

test('an engine too old for an example is told with both versions', async () => {
	const { outcomes } = await run(fakeEngine(), [
		fakeExample('new', { ...simpleRun, needs: ['docker>=99.1'] }),
	]);
	expect(outcomes[0]?.problems[0]).toMatchObject({ code: 'engine-too-old' });
	expect(outcomes[0]?.problems[0]?.detail).toContain('needs docker>=99.1; the engine has 28.0.0');
});

test('`before:` and `after:` below `with` are for that side alone', async () => {
	const shown: string[] = [];
	const engine = fakeEngine({
		runOnce: async ({ entrypoint = '' }) => {
			shown.push(entrypoint);
			return ends(0);
		},
	});
	const experiments = [
		{ name: 'show', with: { id: 'x', before: { run: ['one'] }, after: { run: ['two'] } } },
	];
	const { outcomes } = await run(engine, [fakeExample('sides', { ...simpleRun, experiments })]);
	expect(outcomes[0]?.problems).toEqual([]);
	expect(shown).toEqual(['one', 'two']);
});
