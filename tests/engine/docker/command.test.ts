import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createDockerCommand } from '#engine/docker/command.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const path = process.env['PATH'];
afterEach(() => {
	process.env['PATH'] = path;
});

/** A `docker` that fails with these words. */
function dockerSays(words: string): void {
	const folder = temporaryFolder();
	writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho '${words}' >&2\nexit 1\n`, { mode: 0o755 });
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
