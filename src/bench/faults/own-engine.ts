import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitMilliseconds } from '../project-copy.ts';

const BRIDGE = 'drydock-bench';
const SUBNET = '172.31.251.1/24';

/** A Docker Engine of its own, beside any other on this machine, so that a benchmark may kill it. */
export interface OwnEngine {
	/** For `DOCKER_HOST`. */
	readonly host: string;
	start(): Promise<void>;
	/** Ends the daemon, and what it runs containers with, at once. */
	kill(): Promise<void>;
	/** Removes all that it kept. */
	remove(): Promise<void>;
}

/** `undefined` where there is no `dockerd` or no right to run one. */
export function createOwnEngine(folder: string): OwnEngine | undefined {
	if (process.getuid?.() !== 0 || spawnSync('dockerd', ['--version']).error !== undefined) return undefined;
	const host = `unix://${join(folder, 'docker.sock')}`;
	let daemon: ChildProcess | undefined;
	const engine: OwnEngine = {
		host,
		async start() {
			mkdirSync(folder, { recursive: true });
			rmSync(join(folder, 'dockerd.pid'), { force: true });
			makeBridge();
			daemon = spawn('dockerd', listDaemonArguments(folder, host), { detached: true, stdio: 'ignore' });
			for (let tries = 0; tries < 200; tries++) {
				if (spawnSync('docker', ['--host', host, 'version']).status === 0) return;
				await waitMilliseconds(300);
			}
			throw new Error(`The Docker Engine below ${folder} does not answer.`);
		},
		async kill() {
			if (daemon?.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
			const ended = new Promise((resolve) => daemon?.once('exit', resolve));
			process.kill(-daemon.pid, 'SIGKILL');
			await ended;
			spawnSync('pkill', ['-KILL', '-f', join(folder, 'exec')]);
		},
		async remove() {
			await engine.kill();
			spawnSync('ip', ['link', 'delete', BRIDGE]);
			unmountBelow(folder);
			rmSync(folder, { recursive: true, force: true });
		},
	};
	return engine;
}

/** Leaves the machine's packet filter alone; what runs in its containers needs no other network. */
function listDaemonArguments(folder: string, host: string): string[] {
	const resolveInFolder = (name: string) => join(folder, name);
	const places = [
		'--data-root',
		resolveInFolder('data'),
		'--exec-root',
		resolveInFolder('exec'),
		'--pidfile',
		resolveInFolder('dockerd.pid'),
	];
	return ['--host', host, ...places, '--bridge', BRIDGE, '--iptables=false', '--ip6tables=false'];
}

/** What containers of a killed daemon have left mounted, the innermost first. */
function unmountBelow(folder: string): void {
	const mounted = readFileSync('/proc/mounts', 'utf8')
		.split('\n')
		.map((line) => line.split(' ')[1] ?? '');
	const below = mounted.filter((place) => place.startsWith(`${folder}/`));
	for (const place of below.sort().reverse()) spawnSync('umount', ['-l', place]);
}

function makeBridge(): void {
	if (spawnSync('ip', ['link', 'show', BRIDGE]).status === 0) return;
	spawnSync('ip', ['link', 'add', BRIDGE, 'type', 'bridge']);
	spawnSync('ip', ['address', 'add', SUBNET, 'dev', BRIDGE]);
	spawnSync('ip', ['link', 'set', BRIDGE, 'up']);
}
