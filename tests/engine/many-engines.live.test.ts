import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { verify } from '#engine/verify.ts';
import { fakeExample } from './fake-example.ts';
import { hasEngine, objectsOfRun } from './live-engine.ts';

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const hasSecond = spawnSync('docker', ['image', 'inspect', 'docker:dind'], { stdio: 'ignore' }).status === 0;
if (!hasSecond) console.warn('Left out, no image `docker:dind`: two engines, of which one goes away.');

/** Nothing is pulled and no network is needed, so that an engine in a container can run it. */
const example = (id: string) =>
	fakeExample(
		id,
		{
			experiments: [{ name: 'find-secret', with: { text: 'canary-that-is-nowhere' } }],
			claims: [{ id: 'x', says: 'X.', measure: 'find-secret.found', before: false, after: false }],
		},
		{ Dockerfile: `FROM scratch\nCOPY mark.txt /\nLABEL id=${id}\n`, 'mark.txt': id },
	);

describe.runIf(hasEngine('two engines') && hasSecond)('with two engines, one over TCP with TLS', () => {
	const folder = mkdtempSync(join(tmpdir(), 'drydock-two-'));
	const context = `drydock-test-${process.pid}`;
	let container = '';

	beforeAll(async () => {
		const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
		openssl(
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-keyout',
			'ca-key.pem',
			'-out',
			'ca.pem',
			'-days',
			'2',
			'-subj',
			'/CN=test',
		);
		for (const name of ['server', 'client']) {
			openssl(
				'req',
				'-newkey',
				'rsa:2048',
				'-nodes',
				'-keyout',
				`${name}-key.pem`,
				'-out',
				`${name}.csr`,
				'-subj',
				`/CN=${name}`,
				'-addext',
				'subjectAltName=IP:127.0.0.1',
			);
			openssl(
				'x509',
				'-req',
				'-in',
				`${name}.csr`,
				'-CA',
				'ca.pem',
				'-CAkey',
				'ca-key.pem',
				'-CAcreateserial',
				'-out',
				`${name}.pem`,
				'-days',
				'2',
				'-copy_extensions',
				'copy',
			);
		}
		container = docker(
			'create',
			'--privileged',
			'--publish=127.0.0.1::2376',
			'docker:dind',
			'dockerd',
			'--bridge=none',
			'--iptables=false',
			'--ip6tables=false',
			'-H',
			'tcp://0.0.0.0:2376',
			'-H',
			'unix:///var/run/docker.sock',
			'--tlsverify',
			'--tlscacert=/ca.pem',
			'--tlscert=/server.pem',
			'--tlskey=/server-key.pem',
		);
		for (const name of ['ca.pem', 'server.pem', 'server-key.pem'])
			docker('cp', join(folder, name), `${container}:/${name}`);
		docker('start', container);
		const port = docker('port', container, '2376/tcp').split(':').at(-1);
		docker(
			'context',
			'create',
			context,
			'--docker',
			`host=tcp://127.0.0.1:${port},ca=${folder}/ca.pem,cert=${folder}/client.pem,key=${folder}/client-key.pem`,
		);
		for (
			let tries = 0;
			tries < 100 && spawnSync('docker', ['--context', context, 'version'], { stdio: 'ignore' }).status !== 0;
			tries++
		)
			await pause(300);
	});
	afterAll(() => {
		spawnSync('docker', ['rm', '--force', '--volumes', container]);
		spawnSync('docker', ['context', 'rm', '--force', context]);
		rmSync(folder, { recursive: true });
	});

	test('the examples of one that goes away in the middle are run by the other, and nothing of them is left', async () => {
		const [near, far] = [await connectDocker(), await connectDocker({ context })];
		const ids = Array.from({ length: 12 }, (_, at) => `spread-${at}`);
		const said: string[] = [];
		const begun: string[] = [];
		let killed = false;
		const result = await verify(ids.map(example), {
			engine: near,
			others: [far],
			signal: new AbortController().signal,
			record: false,
			jobs: 1,
			progress: {
				started: ({ id }) => begun.push(id),
				step: (_example, _where, text) => said.push(text),
				finished: () => {
					if (killed || begun.length < 4) return;
					killed = true;
					spawnSync('docker', ['kill', container]);
				},
			},
		});
		expect(killed).toBe(true);
		expect(result.outcomes.flatMap(({ problems }) => problems)).toEqual([]);
		expect(result.outcomes.map(({ example: { id } }) => id).sort()).toEqual([...ids].sort());
		expect(result.left).toEqual([]);
		expect(said.some((text) => text.includes(`${context} has gone away`))).toBe(true);
		expect(begun.length).toBeGreaterThan(ids.length);
		expect(objectsOfRun(near.runId.split('-').slice(0, 3).join('-'))).toEqual([]);
	}, 300_000);
});
