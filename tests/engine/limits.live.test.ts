import { existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { verify } from '#engine/verify.ts';
import { fakeExample } from './fake-example.ts';
import { hasEngine } from './live-engine.ts';

const quiet = { started() {}, step() {}, finished() {} };
const MARK = '/tmp/drydock-was-here';

const compose = `services:
  web:
    build: .
    command: ["sleep", "60"]
    ports: ["127.0.0.1::8080"]
    environment:
      TOKEN: \${A_TOKEN_OF_CI:-nothing}
`;
/** An example that runs this script while nobody asks anything. */
const scripted = (script: string, edits: object[] = []) =>
	fakeExample(
		'scripted',
		{
			needs: ['compose'],
			experiments: [
				{
					name: 'requests-during',
					with: { service: 'web', first: 0, last: 0, happens: [...edits, { run: 'deploy.sh' }] },
				},
			],
			claims: [{ id: 'x', says: 'X.', measure: 'requests-during.containers', before: 1, after: 1 }],
		},
		{ 'compose.yaml': compose, 'deploy.sh': script },
	);

describe.runIf(hasEngine('scripts of examples in their container'))('with a real engine', () => {
	let engine: Engine;
	beforeAll(async () => {
		process.env['A_TOKEN_OF_CI'] = 'the-token-of-ci';
		rmSync(MARK, { force: true });
		engine = await connectDocker();
	});
	afterAll(async () => {
		delete process.env['A_TOKEN_OF_CI'];
		await engine.cleanUp();
	});
	const run = async (script: string, edits: object[] = []) => {
		const { signal } = new AbortController();
		const { outcomes } = await verify([scripted(script, edits)], {
			engine: await connectDocker(),
			signal,
			record: false,
			progress: quiet,
		});
		return outcomes[0]?.problems ?? [];
	};

	test('a script steers its services, and sees neither this machine nor its variables', async () => {
		const script = `touch ${MARK}
test -z "$A_TOKEN_OF_CI" || exit 11
test ! -e /var/run/docker.sock || exit 12
docker compose up --detach --wait web || exit 13
id=$(docker compose ps --quiet web)
docker inspect --format '{{.Config.Env}}' "$id" | grep -q TOKEN=nothing || exit 14
docker stop -t 0 "$id" || exit 15
test "$(docker compose ps --quiet --status running web)" = "" || exit 16
`;
		expect(await run(script)).toEqual([]);
		expect(existsSync(MARK)).toBe(false);
	}, 120_000);

	test('a script that reaches for the host is refused, and the run says what it called', async () => {
		const [problem] = await run(`docker run --rm --volume /:/host debian:bookworm-slim touch /host${MARK}`);
		expect(problem).toMatchObject({ code: 'script-failed' });
		expect(problem?.frame).toContain('may not call `docker run');
		expect(existsSync(MARK)).toBe(false);
	}, 120_000);

	test('a container of another project is nobody’s to stop', async () => {
		const [problem] = await run('docker stop drydock-of-somebody-else');
		expect(problem?.frame).toContain('no container of this project');
	}, 120_000);

	test('a compose file that an experiment edits beyond the limits is refused before it is started', async () => {
		const edit = { file: 'compose.yaml', from: '    build: .', to: '    privileged: true\n    build: .' };
		const [problem] = await run('docker compose up --detach web', [{ edit }]);
		expect(problem).toMatchObject({ code: 'limit-exceeded' });
		expect(problem?.frame).toContain('`services.web.privileged` is `true`');
	}, 120_000);
});
