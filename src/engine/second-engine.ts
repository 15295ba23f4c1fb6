import { readFile } from 'node:fs/promises';
import type { Container, ContainerRequest, Engine } from './engine.ts';
import { EngineFailure } from './failure.ts';
import type { ProcessResult } from './process.ts';

/** The image it runs in. An experiment that uses it names it in `bases`. */
export const SECOND_ENGINE_BASE = 'docker:dind';

/** The same, of the version whose builder keeps and hands out caches. */
export const BUILDER_BASE = 'docker:28-dind';

/** Another host: a Docker Engine of its own in a container, with no image in it. It pushes, pulls and builds; it starts nothing. */
export interface SecondEngine {
	readonly container: Container;
	/** Runs `docker` on that host, in a folder of it. */
	docker(args: readonly string[], folder?: string): Promise<ProcessResult>;
}

// A download is tried once: what is gone does not come back.
const OPTIONS = ['--bridge=none', '--iptables=false', '--max-download-attempts=1'];

/** Starts it, with a configuration that it can be told to read again, and waits until it answers. */
export async function startSecondEngine(
	engine: Engine,
	{
		image = SECOND_ENGINE_BASE,
		configuration = {},
		daemonFile,
		...request
	}: Pick<ContainerRequest, 'network' | 'mounts' | 'hosts'> & {
		readonly image?: string;
		/** What stands in its `daemon.json`. */
		readonly configuration?: Readonly<Record<string, unknown>>;
		/** A `daemon.json`, to which `configuration` is added. */
		readonly daemonFile?: string;
	} = {},
): Promise<SecondEngine> {
	const given = daemonFile === undefined ? {} : JSON.parse(await readFile(daemonFile, 'utf8'));
	const start =
		'mkdir -p /etc/docker && echo "$DAEMON_CONFIGURATION" >/etc/docker/daemon.json && exec dockerd "$@"';
	const container = await engine.start({
		...request,
		image,
		name: 'second-engine',
		env: { DAEMON_CONFIGURATION: JSON.stringify({ ...given, ...configuration }) },
		entrypoint: 'sh',
		command: ['-c', start, 'sh', ...OPTIONS],
		privileged: true,
	});
	// Asked inside: what the client says until then reads as if the engine of the run were gone.
	const wait = 'for i in $(seq 150); do docker version >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1';
	if ((await engine.exec(container, ['sh', '-c', wait])).exitCode === 0) {
		const inFolder = ['sh', '-c', 'cd "$0" && exec docker "$@"'];
		return {
			container,
			docker: (args, folder = '/') => engine.exec(container, [...inFolder, folder, ...args]),
		};
	}
	throw new EngineFailure(
		'second-engine-failed',
		'The second Docker Engine, which stands for another host, does not answer.',
		'It needs a privileged container. Below is what its daemon said last.',
		(await engine.logs(container)).trim().split('\n').slice(-8).join('\n'),
	);
}
