import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_BUILD_SETTINGS, type RebuildSettings } from '#core/rebuild/model.ts';
import { createBases } from '#engine/bases/bases.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';

const NAME = 'drydock-rebuild/shell';

/**
 * Makes an image with a shell, and another one under the tag `other`, from one that every engine can get. Answers its name.
 * The two have different layers: with the same ones they would be the same to the engine, whatever they are called.
 */
export async function provideShellImage(onStep: (step: string) => void): Promise<string> {
	const engine = await connectDocker();
	const bases = createBases(engine, onStep);
	await bases.provide('debian:bookworm-slim');
	const context = await mkdtemp(join(engine.temporaryFolder(), 'shell-'));
	try {
		for (const tag of ['one', 'other']) {
			await writeFile(
				join(context, 'Dockerfile'),
				`FROM debian:bookworm-slim\nCOPY Dockerfile /etc/${tag}\n`,
			);
			await engine.build({ name: `shell-${tag}`, keepAs: `${NAME}:${tag}`, context });
		}
	} finally {
		await rm(context, { recursive: true, force: true });
		await engine.cleanUp();
	}
	return `${NAME}:one`;
}

/** What the model has to know of the engine that answers here. */
export function readEngineSettings(): RebuildSettings {
	const status = execFileSync('docker', ['info', '--format', '{{json .DriverStatus}}'], { encoding: 'utf8' });
	return {
		...DEFAULT_BUILD_SETTINGS,
		imageStore: status.includes('io.containerd.snapshotter') ? 'containerd' : 'classic',
	};
}
