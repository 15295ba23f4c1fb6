import { isIP } from 'node:net';
import type { DockerCommand } from './command.ts';

/** Where an engine runs, as far as its published ports go. */
export interface EngineHost {
	/** As Docker knows it: `unix:///var/run/docker.sock`, `tcp://192.0.2.7:2376`, `ssh://ci@builder`. */
	readonly endpoint: string;
	/** Where this machine reaches published ports; `undefined` where it does not. */
	readonly address: string | undefined;
	/** The address of the engine's machine that ports are published on. */
	readonly publishOn: string;
}

/** Asks Docker where the engine is. Everybody on its network reaches what a machine elsewhere publishes for us. */
export async function findEngineHost(
	docker: DockerCommand,
	context: string | undefined,
): Promise<EngineHost> {
	const endpoint = await readEndpoint(docker, context);
	if (endpoint.startsWith('ssh://')) return { endpoint, address: undefined, publishOn: '127.0.0.1' };
	if (!endpoint.startsWith('tcp://')) return { endpoint, address: '127.0.0.1', publishOn: '127.0.0.1' };
	const { hostname } = new URL(endpoint);
	const isNear = hostname === 'localhost' || hostname.startsWith('127.');
	return {
		endpoint,
		address: isNear ? '127.0.0.1' : hostname,
		publishOn: isNear ? '127.0.0.1' : isIP(hostname) === 0 ? '0.0.0.0' : hostname,
	};
}

async function readEndpoint(docker: DockerCommand, context: string | undefined): Promise<string> {
	const given = process.env['DOCKER_HOST'];
	if (context === undefined && given !== undefined && given !== '') return given;
	const names = context === undefined ? [] : [context];
	const { stdout } = await docker(['context', 'inspect', '--format={{.Endpoints.docker.Host}}', ...names], {
		mayFail: true,
	});
	return stdout.trim();
}
