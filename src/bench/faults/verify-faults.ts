import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Run, startScript } from '../project-copy.ts';
import { type Fault, findLine } from './fault.ts';
import { createOwnEngine, type OwnEngine } from './own-engine.ts';

/** One that builds quickly. */
const EXAMPLE = 'clean-in-same-layer';
/** Fewer megabytes than its base image has. */
const SMALL_DISK = 150;

/** What `verify --record` does, in a copy of the project, when its engine is killed and started again, and when the engine's disk is full. */
export async function verifyFaults(project: string): Promise<Fault[]> {
	const folder = join(tmpdir(), `drydock-engine-${process.pid}`);
	const engine = createOwnEngine(folder);
	if (engine === undefined) {
		console.log('Left out: faults during `verify`. They need root and `dockerd`.');
		return [];
	}
	const evidence = join(project, 'content/examples', EXAMPLE, 'evidence.json');
	try {
		return [
			await verifyOnFullDisk(project, engine, folder, evidence),
			await verifyWithKilledEngine(project, engine, evidence),
		];
	} finally {
		await engine.remove();
	}
}

async function verifyWithKilledEngine(project: string, engine: OwnEngine, evidence: string): Promise<Fault> {
	const fault = 'Docker Engine killed during verify, then started again';
	rmSync(evidence, { force: true });
	await engine.start();
	const broken = await record(project, engine, (said) => {
		if (said.includes(`${EXAMPLE} after: building`)) void engine.kill();
	});
	const isAsPromised = broken.exitCode === 1 && !existsSync(evidence);
	await engine.start();
	const again = await record(project, engine);
	const isWhole = again.exitCode === 0 && existsSync(evidence) && again.output.includes('had left behind');
	await engine.kill();
	return {
		fault,
		times: 1,
		timesKept: isAsPromised && isWhole ? 1 : 0,
		message: findLine(broken.output, 'went away'),
	};
}

async function verifyOnFullDisk(
	project: string,
	engine: OwnEngine,
	folder: string,
	evidence: string,
): Promise<Fault> {
	const fault = 'disk of the Docker Engine full during verify';
	const data = join(folder, 'data');
	mkdirSync(data, { recursive: true });
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}m`, 'tmpfs', data]).status !== 0)
		return { fault, times: 0, timesKept: 0, message: 'left out: it needs the right to mount a file system' };
	rmSync(evidence, { force: true });
	await engine.start();
	const { output, exitCode } = await record(project, engine);
	await engine.kill();
	spawnSync('umount', ['-l', data]);
	const kept = exitCode === 1 && !existsSync(evidence) ? 1 : 0;
	return { fault, times: 1, timesKept: kept, message: findLine(output, 'is full') };
}

function record(project: string, { host }: OwnEngine, onSaid?: (output: string) => void): Run['done'] {
	const script = ['src/cli/main.ts', 'verify', '--record', EXAMPLE];
	return startScript(project, script, { env: { DOCKER_HOST: host }, onSaid }).done;
}
