import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createVerifyCommand } from '#cli/commands/verify.ts';
import type { Io } from '#cli/io.ts';
import type { Engine } from '#engine/engine.ts';
import { createRunStopped } from '#engine/failure.ts';
import type { Content } from '#examples/content.ts';
import type { Example } from '#examples/example.ts';
import { daemonGone, fakeEngine } from '../../engine/fake-engine.ts';
import { fakeExample } from '../../engine/fake-example.ts';

async function called(
	args: readonly string[],
	examples: readonly Example[],
	connect: () => Promise<Engine>,
	interrupted = new AbortController().signal,
): Promise<{ code: number; out: string; err: string }> {
	const out: string[] = [];
	const err: string[] = [];
	const io: Io = {
		stdout: { write: (text) => void out.push(text), isTerminal: false },
		stderr: { write: (text) => void err.push(text), isTerminal: false },
		readStdin: async () => new Uint8Array(),
		cwd: '/',
		env: {},
		interrupted,
	};
	const content = {
		path: 'content',
		problems: [],
		signingKeys: [],
		examples: new Map(examples.map((each) => [each.id, each])),
	};
	const code = await createVerifyCommand(() => content as unknown as Content, connect).run(args, io);
	return { code, out: out.join(''), err: err.join('') };
}

test('without an engine it says how to get one, and exits with 2', async () => {
	const { code, err } = await called([], [fakeExample('one')], async () => {
		throw daemonGone();
	});
	expect(code).toBe(2);
	expect(err).toBe('drydock verify: No Docker Engine answers: connection refused\nStart it.\n');
});

test('proven examples are counted, with plain lines where there is no terminal', async () => {
	const { code, out, err } = await called([], [fakeExample('one'), fakeExample('two')], async () =>
		fakeEngine(),
	);
	expect(code).toBe(0);
	expect(out).toBe('2 of 2 examples proven, 2 claims hold.\n');
	expect(err).toContain('one before: show\n');
	expect(err).toMatch(/two: 1 claims? holds?, in \d+ s \(2 of 2\)/);
});

test('a refuted claim is shown with both numbers, and the exit code is 1', async () => {
	const engine = fakeEngine({
		runOnce: async () => ({
			exitCode: 9,
			stdout: '',
			stderr: '',
			seconds: 0,
			isMissing: false,
			timedOut: false,
		}),
	});
	const { code, err, out } = await called([], [fakeExample('one')], async () => engine);
	expect(code).toBe(1);
	expect(err).toContain('claim-refuted');
	expect(err).toContain('9 before, 9 after');
	expect(out).toBe('0 of 1 example proven, 0 claims hold.\n');
});

test('with nothing stale there is nothing to record, and no engine is asked for', async () => {
	const fresh = { ...fakeExample('one'), isStale: false, evidence: {} } as unknown as Example;
	const { code, err } = await called(['--record'], [fresh], async () => {
		throw new Error('asked');
	});
	expect(code).toBe(0);
	expect(err).toContain('nothing to do');
});

/** Which of them have evidence now, as the next run finds them. */
const recorded = (examples: readonly Example[]) =>
	examples.filter(({ folder }) => existsSync(join(folder, 'evidence.json'))).map(({ id }) => id);

function asFound(examples: readonly Example[]): Example[] {
	const done = recorded(examples);
	return examples.map((each) =>
		done.includes(each.id) ? ({ ...each, isStale: false, evidence: {} } as unknown as Example) : each,
	);
}

test('what several machines record apart is, laid into one folder, the record of all', async () => {
	const examples = ['a', 'b', 'c', 'd', 'e'].map((id) => fakeExample(id));
	const first = await called(['--record', '--shard', '1/2'], examples, async () => fakeEngine());
	expect(first.out).toBe('3 of 3 examples proven, 3 claims hold. Evidence written for 3.\n');
	expect(recorded(examples)).toEqual(['a', 'c', 'e']);
	await called(['--record', '--shard', '2/2'], asFound(examples), async () => fakeEngine());
	expect(recorded(examples)).toEqual(['a', 'b', 'c', 'd', 'e']);
	const { err } = await called(['--record'], asFound(examples), async () => fakeEngine());
	expect(err).toContain('all evidence is fresh');
});

test('a run that was stopped goes on with what is missing', async () => {
	const examples = ['a', 'b', 'c'].map((id) => fakeExample(id));
	const controller = new AbortController();
	let sides = 0;
	const engine = fakeEngine({
		runOnce: async () => {
			// Both sides of the first example, and then the reader stops in the second.
			if (++sides === 3) controller.abort('SIGINT');
			if (controller.signal.aborted) throw createRunStopped(controller.signal);
			return { exitCode: 0, stdout: '', stderr: '', seconds: 0, isMissing: false, timedOut: false };
		},
	});
	const args = ['--record', '--jobs', '1'];
	const stopped = await called(args, examples, async () => engine, controller.signal);
	expect(stopped.code).toBe(130);
	expect(stopped.out).toContain('the same command goes on with what is missing');
	expect(recorded(examples)).toEqual(['a']);
	const continued = await called(args, asFound(examples), async () => fakeEngine());
	expect(continued.out).toBe('2 of 2 examples proven, 2 claims hold. Evidence written for 2.\n');
	expect(recorded(examples)).toEqual(['a', 'b', 'c']);
});
