import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outside } from './outside.ts';
import { placeFiles } from './place-files.ts';
import type { Snippet } from './right-snippets.ts';

const ENGINE = 'docker:28-dind';
const REGISTRY = 'registry:3';

/** Has the engine's own program check a `daemon.json`. */
export async function runDaemonFile({ main, files }: Snippet, { engine, bases }: Outside): Promise<void> {
	await bases.provide(ENGINE);
	const file = join(placeFiles(engine, files), main);
	const { exitCode, stderr } = await engine.runOnce({
		image: ENGINE,
		name: 'snippet',
		mounts: [`${file}:/daemon.json:ro`],
		command: ['dockerd', '--validate', '--config-file', '/daemon.json'],
	});
	if (exitCode !== 0) throw new Error(stderr);
}

/** Starts a registry with its configuration, and waits until it answers inside, over TLS where it says so. */
export async function runRegistryFile({ main, files }: Snippet, outside: Outside): Promise<void> {
	const { engine, bases, certificates } = outside;
	await bases.provide(REGISTRY);
	const container = await engine.start({
		image: REGISTRY,
		name: 'snippet',
		env: { OTEL_TRACES_EXPORTER: 'none' },
		mounts: [
			`${join(placeFiles(engine, files), main)}:/etc/distribution/config.yml:ro`,
			`${placeFiles(engine, certificates)}:/certs:ro`,
		],
	});
	for (let tries = 0; tries < 50; tries++, await pause(200)) {
		const open = await engine.exec(container, ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/5000']);
		if (open.exitCode === 0) return engine.remove(container);
	}
	throw new Error(`The registry does not listen:\n${await engine.logs(container)}`);
}
