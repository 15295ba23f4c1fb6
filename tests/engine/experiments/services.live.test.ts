import { describe, expect, test } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { verify } from '#engine/verify.ts';
import type { LoadedExample } from '#examples/content.ts';
import { fakeExample } from '../fake-example.ts';
import { hasEngine, objectsOfRun } from '../live-engine.ts';

/** Answers its own address, or that of the service whose name is its argument; `keep` looks it up once. */
const SERVER = `
const { createServer, get } = require('node:http');
const { lookup } = require('node:dns/promises');
const [other, keep] = process.argv.slice(2);
const kept = keep ? lookup(other) : undefined;
const server = createServer(async (request, response) => {
	if (!other) return response.end(request.socket.localAddress.replace('::ffff:', ''));
	const host = kept ? (await kept).address : other;
	const asked = get({ host, port: 8080, agent: false, timeout: 1000 }, (answer) => answer.pipe(response));
	asked.on('timeout', () => asked.destroy());
	asked.on('error', () => response.writeHead(502).end('nobody'));
});
server.listen(8080);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

const DOCKERFILE = `FROM node:24-bookworm-slim
COPY server.cjs /server.cjs
EXPOSE 8080
HEALTHCHECK --interval=5s --start-period=20s --start-interval=500ms CMD ["node", "-e", "require('net').connect(8080).on('connect', () => process.exit(0)).on('error', () => process.exit(1))"]
CMD ["node", "/server.cjs"]
`;

function composeFile(command: string): string {
	return `services:
  api:
    build: .
    command: ${command}
    depends_on: { backend: { condition: service_healthy } }
    ports: ["127.0.0.1::8080"]
  backend:
    build: .
    environment: { PASSWORD: canary-not-a-secret-live }
`;
}

function example(id: string, run: object, files: Record<string, string> = {}): LoadedExample {
	return fakeExample(id, run, { Dockerfile: DOCKERFILE, 'server.cjs': SERVER, ...files });
}

function claim(measure: string, value: number | boolean | string) {
	return { id: measure.replace('.', '-'), says: measure, measure, before: value, after: value };
}

async function verified(
	one: LoadedExample,
	signal = new AbortController().signal,
	onStep = (_: string) => {},
) {
	const engine = await connectDocker({ signal });
	const progress = {
		started() {},
		step: (_: unknown, __: string, text: string) => onStep(text),
		finished() {},
	};
	const verification = await verify([one], { engine, signal, record: false, jobs: 1, progress });
	return { ...verification, left: objectsOfRun(engine.runId) };
}

const moving = {
	service: 'api',
	first: 5,
	last: 10,
	follow: true,
	happens: [{ move: 'backend' }],
};

describe.skipIf(!hasEngine('services that move, stop and start'))('services of a compose file', () => {
	test('are followed by name to another address', async () => {
		const run = {
			experiments: [{ name: 'requests', do: 'requests-during', with: moving }],
			claims: [
				claim('requests.failed-before', 0),
				claim('requests.failed-after', 0),
				claim('requests.answered-after', 10),
				claim('requests.containers', 2),
				claim('requests.path', 'api → backend'),
				claim('requests.path-after', 'api → backend'),
			],
		};
		const { outcomes, left } = await verified(
			example('by-name', run, { 'compose.yaml': composeFile('[node, /server.cjs, backend]') }),
		);
		expect(outcomes[0]?.problems).toEqual([]);
		const after = outcomes[0]?.run?.after;
		expect(after?.measurements['requests.answer']?.value).not.toBe(
			after?.measurements['requests.first-answer']?.value,
		);
		expect(after?.timelines['steps']?.map(({ ok }) => ok)).toEqual([true, undefined, undefined, true]);
		expect(left).toEqual([]);
	});

	test('are lost by a client that keeps the address', async () => {
		const run = {
			experiments: [{ name: 'requests', do: 'requests-during', with: moving }],
			claims: [claim('requests.failed-before', 0), claim('requests.failed-after', 10)],
		};
		const { outcomes } = await verified(
			example('kept', run, { 'compose.yaml': composeFile('[node, /server.cjs, backend, keep]') }),
		);
		expect(outcomes[0]?.problems).toEqual([]);
	});

	test('find nothing in their environment that nobody gave them', async () => {
		const run = {
			experiments: [{ name: 'environment', with: { service: 'api', text: 'canary-not-a-secret-live' } }],
			claims: [claim('environment.given-away', false), claim('environment.variables', 0)],
		};
		const { outcomes } = await verified(
			example('private', run, { 'compose.yaml': composeFile('[node, /server.cjs, backend]') }),
		);
		expect(outcomes[0]?.problems).toEqual([]);
	});

	test('are gone when a script of the side fails, and its last words are shown', async () => {
		const run = {
			experiments: [
				{ name: 'requests', do: 'requests-during', with: { ...moving, happens: [{ run: 'deploy.sh' }] } },
			],
			claims: [claim('requests.failed', 0)],
		};
		const { outcomes, left } = await verified(
			example('failing', run, {
				'compose.yaml': composeFile('[node, /server.cjs, backend]'),
				'deploy.sh': 'docker compose ps --quiet api >/dev/null && echo out of tea >&2 && exit 7\n',
			}),
		);
		expect(outcomes[0]?.problems[0]).toMatchObject({ code: 'script-failed' });
		expect(outcomes[0]?.problems[0]?.frame).toContain('out of tea');
		expect(left).toEqual([]);
	});

	test('are gone when the run is stopped while requests are sent', async () => {
		const controller = new AbortController();
		const run = {
			experiments: [{ name: 'requests', do: 'requests-during', with: moving }],
			claims: [claim('requests.failed', 0)],
		};
		const stopped = await verified(
			example('stopped', run, { 'compose.yaml': composeFile('[node, /server.cjs, backend]') }),
			controller.signal,
			(step) => {
				if (step === 'moving backend') controller.abort('SIGINT');
			},
		);
		expect(stopped).toMatchObject({ wasStopped: true, outcomes: [], left: [] });
	});
});

describe.skipIf(!hasEngine('images that stop and start'))('an image', () => {
	test('ends by itself when its program gets the signal', async () => {
		const run = {
			experiments: [{ name: 'stop', with: { runs: 1 } }],
			claims: [
				claim('stop.exit-code', 0),
				claim('stop.all-finished', true),
				claim('stop.process-1', 'node /server.cjs'),
			],
		};
		const { outcomes, left } = await verified(example('stopping', run));
		expect(outcomes[0]?.problems).toEqual([]);
		expect(left).toEqual([]);
	});

	test('is healthy without a network where it needs none', async () => {
		const run = {
			experiments: [
				{ name: 'start', with: { runs: 1 } },
				{ name: 'cut', do: 'start', with: { runs: 1, network: 'none' } },
			],
			claims: [claim('start.healthy', true), claim('cut.healthy', true)],
		};
		const { outcomes } = await verified(example('starting', run));
		expect(outcomes[0]?.problems).toEqual([]);
		const before = outcomes[0]?.run?.before;
		expect(before?.timelines['start-bridge']?.map(({ what }) => what)).toContain('first answer');
		expect(before?.measurements['cut.seconds']).toBeUndefined();
	});

	test('that cannot start without a network ends with its own exit code', async () => {
		const run = {
			experiments: [{ name: 'cut', do: 'start', with: { runs: 1, network: 'none' } }],
			claims: [claim('cut.healthy', false), claim('cut.exit-code', 3)],
		};
		const dockerfile = DOCKERFILE.replace('CMD ["node", "/server.cjs"]', 'CMD ["sh", "-c", "exit 3"]');
		const { outcomes } = await verified(example('cut', run, { Dockerfile: dockerfile }));
		expect(outcomes[0]?.problems).toEqual([]);
	});
});
