import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createDockerCommand, createMissingEngineFailure } from '#engine/docker/command.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const path = process.env['PATH'];
afterEach(() => {
	process.env['PATH'] = path;
});

/** A `docker` that fails with these words. */
function dockerSays(words: string): void {
	const folder = temporaryFolder();
	writeFileSync(join(folder, 'docker'), `#!/bin/sh\ncat >&2 <<'END'\n${words}\nEND\nexit 1\n`, {
		mode: 0o755,
	});
	process.env['PATH'] = `${folder}:${path}`;
}

test('a full disk is told from every other failure, with what frees space', async () => {
	dockerSays('write /var/lib/docker/x: no space left on device');
	const failure = await createDockerCommand(undefined)(['build', '.'], { mayFail: true }).catch(
		(error) => error,
	);
	expect(failure).toMatchObject({ code: 'disk-full', stopsEverything: true });
	expect(failure.frame).toContain('no space left on device');
	expect(failure.fix).toContain('docker builder prune');
});

test('any other failure shows the command to run by hand', async () => {
	dockerSays('no such image');
	const failure = await createDockerCommand(undefined)(['image', 'rm', 'x']).catch((error) => error);
	expect(failure).toMatchObject({ code: 'docker-refused', frame: 'docker image rm x' });
	expect(failure.message).toContain('no such image');
});

test('a failure says why, and not where the help is', async () => {
	dockerSays(
		"docker: Error response from daemon: port is already allocated\n\nRun 'docker run --help' for more information",
	);
	const failure = await createDockerCommand(undefined)(['run', 'x']).catch((error) => error);
	expect(failure.message).toContain('port is already allocated');
	expect(failure.message).not.toContain('--help');
});

describe('advice where no engine answers', () => {
	test('is about DOCKER_HOST where that is set', () => {
		const { fix } = createMissingEngineFailure('refused', undefined, 'tcp://198.51.100.7:2375');
		expect(fix).toContain('DOCKER_HOST is `tcp://198.51.100.7:2375`');
		expect(fix).not.toContain('install');
	});

	test('is about the context where one is chosen', () => {
		expect(createMissingEngineFailure('refused', 'builder', 'tcp://x').fix).toContain(
			'`docker context inspect builder`',
		);
	});

	test('is about installing one where nobody named any', () => {
		expect(createMissingEngineFailure('refused', undefined, '').fix).toContain('docker-engine up');
	});
});
