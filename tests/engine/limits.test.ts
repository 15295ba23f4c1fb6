import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScriptCall } from '#engine/compose/script-calls.ts';
import { selectClientEnvironment } from '#engine/docker/client-environment.ts';
import { type VerifyOptions, verify } from '#engine/verify.ts';
import { resolveInside } from '#engine/workspace.ts';
import type { LoadedExample } from '#examples/content.ts';
import { manifestSchema } from '#examples/manifest.ts';
import { fakeEngine } from './fake-engine.ts';
import { fakeExample, simpleRun } from './fake-example.ts';

const quiet = { started() {}, step() {}, finished() {} };
const STARTING = [
	'build',
	'start',
	'runOnce',
	'compose',
	'exec',
	'copyInto',
	'createNetwork',
	'createVolume',
	'pull',
];

async function verifyOne(example: LoadedExample, options: Partial<VerifyOptions> = {}) {
	const engine = fakeEngine();
	const { signal } = new AbortController();
	const { outcomes } = await verify([example], {
		engine,
		signal,
		record: false,
		progress: quiet,
		...options,
	});
	return {
		problems: outcomes[0]?.problems ?? [],
		started: engine.calls.filter((call) => STARTING.includes(call)),
	};
}

const secondEngine = {
	experiments: [{ name: 'reach-registry', with: { host: 'registry.example' } }],
	claims: [{ id: 'x', says: 'X.', measure: 'reach-registry.push-works', after: true }],
};
const withTrust = (example: LoadedExample, trust: object): LoadedExample => ({
	...example,
	manifest: { ...example.manifest, trust: trust as LoadedExample['manifest']['trust'] },
});
const reason = 'A second engine stands for another host.';

describe('before anything is started', () => {
	test('a compose file beyond the limits is refused', async () => {
		const compose = 'services:\n  web:\n    image: a\n    privileged: true\n    pid: host\n';
		const { problems, started } = await verifyOne(fakeExample('bad', simpleRun, { 'compose.yaml': compose }));
		// Both sides have the file.
		expect(problems.map(({ code }) => code)).toEqual(Array(4).fill('limit-exceeded'));
		expect(problems[0]?.detail).toContain('`services.web.privileged` is `true`');
		expect(problems[1]?.detail).toContain('`services.web.pid` is `host`');
		expect(started).toEqual([]);
	});

	test('a Dockerfile that an experiment edits is held to the limits again', async () => {
		const edits = [{ file: 'Dockerfile', from: 'bookworm-slim', to: 'bookworm-slim\nRUN --network=host id' }];
		const { problems } = await verifyOne(fakeExample('edited', rebuildOf({ edits })));
		expect(problems).toMatchObject([{ code: 'limit-exceeded' }]);
		expect(problems[0]?.frame).toContain('`RUN` is `--network=host`');
	});

	test('what is never allowed stays so with a declaration and trust', async () => {
		const compose = 'services:\n  web:\n    image: a\n    env_file: /proc/1/environ\n    privileged: true\n';
		const example = withTrust(fakeExample('bad', simpleRun, { 'compose.yaml': compose }), {
			privileged: reason,
		});
		const { problems, started } = await verifyOne(example, { isTrusting: true });
		expect(problems.map(({ detail }) => detail)).toEqual(Array(2).fill(expect.stringContaining('env_file')));
		expect(started).toEqual([]);
	});

	test('an experiment beyond the limits needs a declaration', async () => {
		const { problems, started } = await verifyOne(fakeExample('second', secondEngine), { isTrusting: true });
		expect(problems.map(({ code }) => code)).toEqual(['limit-exceeded']);
		expect(problems[0]?.detail).toContain('`reach-registry`');
		expect(started).toEqual([]);
	});

	test('a declaration alone does not run it, and shows its reason', async () => {
		const { problems, started } = await verifyOne(
			withTrust(fakeExample('second', secondEngine), { privileged: reason }),
		);
		expect(problems).toMatchObject([{ code: 'trust-needed', frame: `privileged: ${reason}` }]);
		expect(started).toEqual([]);
	});

	test('a declaration with trust runs it', async () => {
		const example = withTrust(fakeExample('second', secondEngine), { privileged: reason });
		const { started } = await verifyOne(example, { isTrusting: true });
		expect(started).toContain('build');
	});

	test('a declaration that nothing needs is told', async () => {
		const { problems } = await verifyOne(withTrust(fakeExample('plain'), { 'host-mounts': reason }), {
			isTrusting: true,
		});
		expect(problems.map(({ code }) => code)).toEqual(['trust-unneeded']);
	});
});

const rebuildOf = (settings: object) => ({
	experiments: [{ name: 'rebuild', with: { rounds: 1, ...settings } }],
	claims: [{ id: 'x', says: 'X.', measure: 'rebuild.steps-run', after: 1 }],
});
const edit = (file: string) => ({ file, from: 'a', to: 'b' });
const during = (settings: object) => ({
	experiments: [{ name: 'requests-during', with: { service: 'web', ...settings } }],
	claims: [{ id: 'x', says: 'X.', measure: 'requests-during.failed', after: 0 }],
});

describe('a manifest names nothing outside its example:', () => {
	test.each<[string, object]>([
		['a file to edit', rebuildOf({ edits: [edit('../../../etc/hosts')] })],
		['a file by its whole path', rebuildOf({ edits: [edit('/etc/hosts')] })],
		['a file whose mode changes', rebuildOf({ modes: { '../../x': '777' } })],
		['a script', during({ happens: [{ run: '../../deploy.sh' }] })],
		['a file to edit while requests are sent', during({ happens: [{ edit: edit('..\\x') }] })],
		['an option of `docker compose up`', during({ up: ['--env-file=/etc/environment'] })],
		['an option in the place of a service', during({ service: '--file=/etc/x.yaml' })],
		['an option in the place of a service to move', during({ happens: [{ move: '--file=/etc/x.yaml' }] })],
		['another host to ask', during({ path: '@198.51.100.7/' })],
		[
			'a canary file',
			{
				...simpleRun,
				experiments: [{ name: 'find-secret', with: { file: '../../../root/.ssh/id' } }],
				claims: [{ id: 'x', says: 'X.', measure: 'find-secret.found', after: true }],
			},
		],
		[
			'the files of a repository',
			{ ...simpleRun, setup: { 'git-server': { host: 'g', repository: 'r', files: '../../..' } } },
		],
		[
			'the key of a repository',
			{
				...simpleRun,
				setup: { 'git-server': { host: 'g', repository: 'r', files: 'after', key: '/root/.ssh/id.pub' } },
			},
		],
		[
			'the name of a package',
			{ ...simpleRun, setup: { 'package-server': { host: 'p', packages: [{ name: '../../../tmp/x' }] } } },
		],
		[
			'a file of an earlier commit',
			{ ...simpleRun, setup: { checkout: { history: [{ message: 'm', files: { '../../x': '' } }] } } },
		],
	])('%s', async (_what, run) => {
		const { problems, started } = await verifyOne(fakeExample('outside', run));
		expect(problems.map(({ code }) => code)).toEqual(['settings-wrong']);
		expect(started).toEqual([]);
	});

	test.each([
		['a key that is forwarded', { before: { ssh: '../../../root/.ssh/id_ed25519' } }],
		['a second key behind a comma', { before: { ssh: 'before/key,/root/.ssh/id_ed25519' } }],
		['a base of its own', { before: { bases: { 'own:1': '../../..' } } }],
		['a secret that reads a variable', { before: { secrets: { 'x,env=HOME': 'canary' } } }],
	])('%s', (_what, build) => {
		const whole = {
			title: 't',
			summary: 's',
			lesson: 'l',
			teaches: [],
			before: { findings: [] },
			after: { findings: [] },
		};
		expect(manifestSchema.safeParse({ ...whole, run: { ...simpleRun, build } }).success).toBe(false);
		expect(manifestSchema.safeParse({ ...whole, run: simpleRun }).success).toBe(true);
	});

	test('and what would get through is stopped where it is used', () => {
		expect(() => resolveInside('/work/side', '../side-of-another/x')).toThrow('leads out of the example');
		expect(resolveInside('/work/side', 'a/../b')).toBe(join('/work/side', 'b'));
	});
});

describe('a script of an example', () => {
	test.each([
		['compose up --build --detach --wait api'],
		['compose up --build --detach --wait --no-recreate --scale api=2 api'],
		['compose ps --quiet api'],
		['compose exec -T proxy servers-up'],
		['compose down --volumes'],
	])('may call `docker %s`', (line) => {
		expect(readScriptCall(line.split(' ')).type).toBe('compose');
	});

	test.each([['stop 0123456789ab'], ['rm --force tides-api-1'], ['container restart -t 5 tides-api-1']])(
		'may call `docker %s` on containers of its project',
		(line) => {
			expect(readScriptCall(line.split(' '))).toMatchObject({
				type: 'container',
				containers: [line.split(' ').at(-1)],
			});
		},
	);

	test.each([
		['run --privileged -v /:/host debian'],
		['compose run -v /:/host api'],
		['compose exec --privileged api sh'],
		['compose exec -T --privileged api sh'],
		['compose exec -T --user=0 api sh'],
		['compose exec -T api'],
		['compose exec api sh'],
		['compose --file=/etc/x.yaml up'],
		['compose -f /etc/x.yaml up'],
		['compose up --file=/etc/x.yaml'],
		['compose build --ssh=default'],
		['compose build --push'],
		['compose cp api:/x /etc/x'],
		['build .'],
		['cp x:/y /z'],
		['exec x sh'],
		['--host tcp://198.51.100.7 ps'],
		['volume create x'],
		['rm --link /x/y'],
		['system prune'],
		[''],
	])('may not call `docker %s`', (line) => {
		const call = readScriptCall(line.split(' ').filter((word) => word !== ''));
		expect(call.type).toBe('refused');
		expect(call).toMatchObject({ reason: expect.stringContaining('may not call') });
	});
});

test('Compose sees where the engine is, and none of the tokens of a CI job', () => {
	const env = {
		PATH: '/bin',
		DOCKER_HOST: 'tcp://x',
		AWS_SECRET_ACCESS_KEY: 's',
		GITHUB_TOKEN: 't',
		DRYDOCK_SIGNING_KEY: 'k',
	};
	expect(selectClientEnvironment(env)).toEqual({ PATH: '/bin', DOCKER_HOST: 'tcp://x' });
});
