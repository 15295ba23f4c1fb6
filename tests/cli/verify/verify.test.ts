import { expect, test } from 'vitest';
import { verifyCommand } from '#cli/commands/verify.ts';
import type { Io } from '#cli/io.ts';
import type { Engine } from '#engine/engine.ts';
import type { Content } from '#examples/content.ts';
import type { Example } from '#examples/example.ts';
import { daemonGone, fakeEngine } from '../../engine/fake-engine.ts';
import { fakeExample } from '../../engine/fake-example.ts';

async function called(
	args: readonly string[],
	examples: readonly Example[],
	connect: () => Promise<Engine>,
): Promise<{ code: number; out: string; err: string }> {
	const out: string[] = [];
	const err: string[] = [];
	const io: Io = {
		stdout: { write: (text) => void out.push(text), isTerminal: false },
		stderr: { write: (text) => void err.push(text), isTerminal: false },
		readStdin: async () => new Uint8Array(),
		cwd: '/',
		env: {},
		interrupted: new AbortController().signal,
	};
	const content = {
		path: 'content',
		problems: [],
		examples: new Map(examples.map((each) => [each.id, each])),
	};
	const code = await verifyCommand(() => content as unknown as Content, connect).run(args, io);
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
