import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import { SECURITY_HEADERS } from '#hosting/headers.ts';
import { renderHostFiles } from '#hosting/host-files.ts';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { hasEngine } from '../engine/live-engine.ts';
import { FILES, writeSmallSite } from './small-site.ts';

const IMAGE = 'drydock-site-test:live';
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();

describe.skipIf(!hasEngine('the image of the site'))('the image of the site', () => {
	let site: string;
	let container: string;
	let address: string;

	beforeAll(async () => {
		site = await writeSmallSite();
		for (const { path, text } of renderHostFiles('/kb/')) {
			mkdirSync(dirname(join(site, path)), { recursive: true });
			writeFileSync(join(site, path), text);
			chmodSync(join(site, path), 0o644);
		}
		await createBases(await connectDocker(), () => {}).provide('debian:bookworm-slim');
		docker('build', '--quiet', '-t', IMAGE, '-f', join(site, 'hosting/Dockerfile'), site);
		container = docker(
			'run',
			'--detach',
			'--read-only',
			'--tmpfs',
			'/tmp',
			'--cap-drop',
			'ALL',
			'-p',
			'127.0.0.1::8080',
			IMAGE,
		);
		address = `http://${docker('port', container, '8080').split('\n')[0]}`;
	});
	afterAll(() => {
		if (container !== undefined) docker('rm', '--force', container);
		docker('image', 'rm', '--force', IMAGE);
		rmSync(site, { recursive: true });
	});

	test('comes from a Dockerfile that our own linter has nothing to say about', () => {
		const path = 'hosting/Dockerfile';
		const text = renderHostFiles('/kb/').find((file) => file.path === path)?.text ?? '';
		expect(lint({ path, text }, { context: readBuildContext(site, path) })).toEqual([]);
	});

	test('runs without root and without a place to write, and becomes healthy', async () => {
		expect(docker('inspect', '--format', '{{.Config.User}}', container)).toBe('www-data');
		await expect
			.poll(() => docker('inspect', '--format', '{{.State.Health.Status}}', container), { timeout: 60_000 })
			.toBe('healthy');
	});

	test('serves the site below its path, with its headers and without the files for other hosts', async () => {
		const answer = await fetch(`${address}/kb/rules/a/`);
		expect(await answer.text()).toBe(FILES['rules/a/index.html']);
		for (const [name, value] of SECURITY_HEADERS) expect(answer.headers.get(name)).toBe(value);
		expect((await fetch(`${address}/kb/_headers`)).status).toBe(404);
	});

	test('stops at once when it is asked to', () => {
		docker('stop', '--time', '20', container);
		expect(docker('inspect', '--format', '{{.State.ExitCode}}', container)).toBe('0');
	});
});
