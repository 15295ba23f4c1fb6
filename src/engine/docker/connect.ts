import { omitUndefined } from '#core/omit-undefined.ts';
import type { EngineFacts } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { createMissingEngineFailure, type DockerCommand, getLastLine } from './command.ts';

/** Builds report their steps as JSON from this Buildx on. */
const OLDEST_BUILDX = '0.13';

/** Asks the engine what it is. `EngineFailure` where none answers, or where Buildx is missing or too old. */
export async function readEngineFacts(docker: DockerCommand): Promise<EngineFacts> {
	const server = await docker(['version', '--format', '{{json .Server}}'], {
		mayFail: true,
		timeoutSeconds: 20,
	});
	if (server.exitCode !== 0)
		throw createMissingEngineFailure(
			server.timedOut ? 'it took longer than 20 s' : getLastLine(server.stderr),
		);
	const { Version, Os, Arch } = JSON.parse(server.stdout);
	const buildx = findVersion((await docker(['buildx', 'version'], { mayFail: true })).stdout);
	if (buildx === undefined) throw createOldBuildxFailure('is not installed');
	if (!isAtLeast(buildx, OLDEST_BUILDX)) throw createOldBuildxFailure(`is ${buildx}`);
	const compose = findVersion((await docker(['compose', 'version', '--short'], { mayFail: true })).stdout);
	const cpus = Number((await docker(['info', '--format', '{{.NCPU}}'])).stdout);
	return {
		docker: Version,
		buildkit: await readBuildkitVersion(docker, Version),
		buildx,
		...omitUndefined({ compose }),
		platform: `${Os}/${Arch}`,
		cpus,
	};
}

/** Distributions build their engine without BuildKit's version in it; the engine's own is then the best name for it. */
async function readBuildkitVersion(docker: DockerCommand, engineVersion: string): Promise<string> {
	const { stdout } = await docker(['buildx', 'inspect'], { mayFail: true });
	const version = /^BuildKit version:\s*v?(\S+)/m.exec(stdout)?.[1];
	return version === undefined || version.startsWith('0.0.0') ? `of Docker Engine ${engineVersion}` : version;
}

function createOldBuildxFailure(what: string): EngineFailure {
	return new EngineFailure(
		'engine-too-old',
		`Drydock reads build steps from Docker Buildx ${OLDEST_BUILDX} or newer; here it ${what}.`,
		'Update Docker, or install the Buildx plugin: https://github.com/docker/buildx#installing',
	);
}

function findVersion(text: string): string | undefined {
	return /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0];
}

/** Compares versions part by part; a missing part counts as 0. */
export function isAtLeast(version: string, wanted: string): boolean {
	const splitVersion = (text: string) => (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
	const [have, want] = [splitVersion(version), splitVersion(wanted)];
	for (let index = 0; index < want.length; index++) {
		const difference = (have[index] ?? 0) - (want[index] ?? 0);
		if (difference !== 0) return difference > 0;
	}
	return true;
}
