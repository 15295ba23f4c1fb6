import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderCaddyfile } from '#hosting/hosts/caddy.ts';
import { renderNginxConfig } from '#hosting/hosts/nginx.ts';
import { formatColumns } from './measure.ts';

/** The folder that is served; built by `npm run build`. */
const site = resolve(process.env['DRYDOCK_TEST_SITE'] ?? 'dist');
const PATHS = ['/', '/lessons/git-in-containers/', '/rules.json'];
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const CONNECTIONS = 32;
const FIRST_PORT = 4480;

interface Load {
	readonly requestsPerSecond: number;
	readonly p99Milliseconds: number;
	/** Answers that were no success, or did not come. */
	readonly failed: number;
}

/** Requests a second and the 99th percentile of `drydock serve`, nginx and Caddy, on the same files in the same run. */
export async function run() {
	if (!existsSync(join(site, 'index.html'))) throw new Error('Nothing to serve. Run `npm run build` first.');
	if (!isInstalled('wrk')) {
		console.log('The load bench needs `wrk`: apt-get install wrk nginx-light caddy');
		return {};
	}
	const work = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
	const results: Record<string, Record<string, Load>> = {};
	try {
		for (const [at, [name, start]] of Object.entries(listServers(work)).entries()) {
			if (!isInstalled(start('').command)) {
				console.log(`${name} is not installed; left out.`);
				continue;
			}
			results[name] = await measure(start, FIRST_PORT + at);
		}
	} finally {
		rmSync(work, { recursive: true });
	}
	print(results);
	return results;
}

interface Program {
	readonly command: string;
	readonly args: readonly string[];
}

/** How each server is started on a port. */
function listServers(work: string): Record<string, (port: string) => Program> {
	const place = (port: string) => ({ base: '/', folder: site, port: Number(port) });
	return {
		'drydock serve': (port) => ({
			command: process.execPath,
			args: ['src/cli/main.ts', 'serve', site, '--port', port],
		}),
		nginx: (port) => {
			const file = join(work, 'nginx.conf');
			writeFileSync(file, renderNginxConfig(place(port)));
			return { command: 'nginx', args: ['-c', file, '-g', 'daemon off;'] };
		},
		caddy: (port) => {
			const file = join(work, 'Caddyfile');
			writeFileSync(file, `{\n\tadmin off\n}\n${renderCaddyfile(place(port))}`);
			return { command: 'caddy', args: ['run', '--config', file, '--adapter', 'caddyfile'] };
		},
	};
}

async function measure(start: (port: string) => Program, port: number): Promise<Record<string, Load>> {
	const { command, args } = start(String(port));
	const child = spawn(command, args, { stdio: 'ignore' });
	try {
		await waitForAnswer(port);
		return Object.fromEntries(PATHS.map((path) => [path, load(`http://127.0.0.1:${port}${path}`)]));
	} finally {
		await stop(child);
	}
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
}

function load(url: string): Load {
	const args = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', '-H', 'Accept-Encoding: gzip', url];
	const { stdout } = spawnSync('wrk', args, { encoding: 'utf8' });
	const failed = [...stdout.matchAll(/(?:Non-2xx or 3xx responses: |connect |read |write |timeout )(\d+)/g)];
	return {
		requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN),
		p99Milliseconds: parseMilliseconds(/99%\s+(\S+)/.exec(stdout)?.[1] ?? ''),
		failed: failed.reduce((sum, [, count]) => sum + Number(count), 0),
	};
}

function parseMilliseconds(text: string): number {
	const value = Number.parseFloat(text);
	if (text.endsWith('us')) return value / 1000;
	return text.endsWith('ms') ? value : value * 1000;
}

async function waitForAnswer(port: number): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`Nothing answers at port ${port}.`);
}

function isInstalled(command: string): boolean {
	return spawnSync(command, ['-v']).error === undefined;
}

function print(results: Readonly<Record<string, Record<string, Load>>>): void {
	const rows = Object.entries(results).flatMap(([name, loads]) =>
		Object.entries(loads).map(([path, { requestsPerSecond, p99Milliseconds, failed }]) => [
			`${name} ${path}`,
			requestsPerSecond.toFixed(0),
			p99Milliseconds.toFixed(2),
			String(failed),
		]),
	);
	console.log(`\n${CONNECTIONS} connections, ${SECONDS} s each\n`);
	console.log(formatColumns(['server and address', 'requests/s', '99 % below ms', 'failed'], rows));
}
