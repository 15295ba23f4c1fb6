import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { verify } from '#engine/verify.ts';
import type { LoadedExample } from '#examples/content.ts';
import { fakeExample } from './fake-example.ts';
import { hasEngine, objectsOfRun } from './live-engine.ts';

const CANARY = 'canary-not-a-secret-live-test';

/** A secret that a later step removes, a text in the image, and a volume. */
const DOCKERFILE = `FROM debian:bookworm-slim
COPY key.txt /root/key.txt
RUN rm /root/key.txt && echo built > /built.txt
VOLUME /data
CMD ["cat", "/built.txt"]
`;

const run = {
	experiments: [
		{ name: 'build' },
		{ name: 'find-secret', with: { text: CANARY } },
		{ name: 'show', with: { id: 'built', run: ['cat', '/built.txt'] } },
	],
	claims: [
		{ id: 'found', says: 'It is found.', measure: 'find-secret.in-layers', before: true, after: true },
		{ id: 'once', says: 'In one place.', measure: 'find-secret.places', before: 1, after: 1 },
	],
};

function example(id: string, dockerfile = DOCKERFILE): LoadedExample {
	return fakeExample(id, run, { Dockerfile: dockerfile, 'key.txt': `${CANARY}\n` });
}

async function verified(
	examples: readonly LoadedExample[],
	signal = new AbortController().signal,
	onStep = (_: string) => {},
) {
	const engine = await connectDocker({ signal });
	const progress = {
		started() {},
		step: (_: unknown, __: string, text: string) => onStep(text),
		finished() {},
	};
	const verification = await verify(examples, { engine, signal, record: false, jobs: 1, progress });
	return { ...verification, runId: engine.runId };
}

describe.skipIf(!hasEngine('examples built and run by a real engine'))('a real engine', () => {
	const dockerHost = process.env['DOCKER_HOST'];
	afterEach(() => {
		if (dockerHost === undefined) delete process.env['DOCKER_HOST'];
		else process.env['DOCKER_HOST'] = dockerHost;
	});

	test('finds a secret that a later step removed, where it was put', async () => {
		const { outcomes, runId, leftBehind } = await verified([example('live')]);
		expect(outcomes[0]?.problems).toEqual([]);
		const { before } = outcomes[0]?.run ?? {};
		expect(before?.measurements['find-secret.places']?.details?.[0]).toMatch(
			/file \/root\/key\.txt, made by: COPY key\.txt/,
		);
		expect(before?.layers.filter(({ fromBase }) => !fromBase).map(({ bytes }) => bytes)).toEqual([
			CANARY.length + 1,
			6,
		]);
		expect(before?.sessions[0]).toEqual({
			id: 'built',
			command: 'docker run --rm live:before cat /built.txt',
			output: 'built',
			exitCode: 0,
		});
		expect(leftBehind).toEqual([]);
		expect(objectsOfRun(runId)).toEqual([]);
	});

	test('names the step that failed with what it printed, and leaves nothing behind', async () => {
		const { outcomes, runId } = await verified([
			example('broken', `${DOCKERFILE}RUN echo out of tea >&2; exit 7\n`),
		]);
		const [problem] = outcomes[0]?.problems ?? [];
		expect(problem?.code).toBe('build-failed');
		expect(problem?.detail).toContain('RUN echo out of tea');
		expect(problem?.frame).toContain('out of tea');
		expect(objectsOfRun(runId)).toEqual([]);
	});

	test('stops in the middle of a build when it is told to, and leaves nothing behind', async () => {
		const controller = new AbortController();
		const started = performance.now();
		const stopped = await verified(
			[example('slow', `${DOCKERFILE}RUN sleep 120\n`)],
			controller.signal,
			(step) => {
				if (step.includes('sleep 120')) controller.abort('SIGINT');
			},
		);
		expect(stopped).toMatchObject({ wasStopped: true, outcomes: [] });
		expect(performance.now() - started).toBeLessThan(100_000);
		expect(objectsOfRun(stopped.runId)).toEqual([]);
	});

	test.runIf(dockerHost?.startsWith('unix://'))(
		'says so when the engine goes away in the middle of a run',
		async () => {
			const proxy = await proxyTo(dockerHost?.slice('unix://'.length) ?? '');
			process.env['DOCKER_HOST'] = proxy.address;
			const examples = [example('first', `${DOCKERFILE}RUN sleep 120\n`), example('second')];
			const { outcomes, left, leftBehind } = await verified(examples, undefined, (step) => {
				if (step.includes('sleep 120')) proxy.cut();
			});
			expect(outcomes.map(({ problems }) => problems[0]?.code)).toEqual(['engine-gone']);
			expect(left.map(({ id }) => id)).toEqual(['second']);
			expect(leftBehind.join()).toContain('No Docker Engine answers');
		},
	);
});

/** A way to the engine that can be cut, as when the daemon dies. */
async function proxyTo(socket: string): Promise<{ address: string; cut: () => void }> {
	const open = new Set<Socket>();
	const server = createServer((client) => {
		const daemon = dial(socket);
		for (const end of [client, daemon]) {
			open.add(end);
			end.on('error', () => end.destroy());
			end.on('close', () => open.delete(end));
		}
		client.pipe(daemon).pipe(client);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.address() as AddressInfo;
	const cut = () => {
		server.close();
		for (const end of open) end.destroy();
	};
	return { address: `tcp://127.0.0.1:${port}`, cut };
}
