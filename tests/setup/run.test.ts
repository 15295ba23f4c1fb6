import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
let clone: string;

beforeEach(() => {
	clone = mkdtempSync(join(tmpdir(), 'drydock-clone-'));
	mkdirSync(join(clone, 'src/setup'), { recursive: true });
	for (const file of ['package.json', 'package-lock.json', 'src/setup/run.mjs'])
		cpSync(join(project, file), join(clone, file));
});
afterEach(() => rmSync(clone, { recursive: true }));

/** Starts `run.mjs` in the clone with an npm that behaves as `npm` says. */
function start(npm: string) {
	writeFileSync(join(clone, 'npm.cjs'), npm);
	return spawnSync(process.execPath, ['src/setup/run.mjs', 'hello.mjs', 'you'], {
		cwd: clone,
		encoding: 'utf8',
		env: { ...process.env, npm_execpath: join(clone, 'npm.cjs') },
	});
}

test('without a network it says so, what to do, and exits with 2', () => {
	const { status, stdout, stderr } = start(`console.error('npm error code ENOTFOUND'); process.exit(1)`);
	expect(stderr).toContain('there is no network, or the registry does not answer');
	expect(stderr).toContain('run the same command again');
	expect(stdout).toBe('');
	expect(status).toBe(2);
});

test('a lock file that does not fit is told apart from a missing network', () => {
	const { status, stderr } = start(`console.error('npm error code EUSAGE'); process.exit(1)`);
	expect(stderr).toContain('package.json and package-lock.json do not agree');
	expect(status).toBe(2);
});

test('a failed install is tried again the next time, a finished one is not', () => {
	start('process.exit(1)');
	writeFileSync(join(clone, 'hello.mjs'), 'console.log("hello", process.argv[2])');
	const installs = `require('fs').mkdirSync('node_modules', { recursive: true }); require('fs').appendFileSync('installs', 'x')`;
	expect(start(installs).stdout).toBe('hello you\n');
	expect(existsSync(join(clone, 'installs'))).toBe(true);
	rmSync(join(clone, 'installs'));
	expect(start(installs).stdout).toBe('hello you\n');
	expect(existsSync(join(clone, 'installs'))).toBe(false);
});

test('after an npm ci by hand nothing is installed again, unless the lock file names another version', () => {
	writeFileSync(join(clone, 'hello.mjs'), 'console.log("hello")');
	mkdirSync(join(clone, 'node_modules'));
	const lock = JSON.parse(readFileSync(join(clone, 'package-lock.json'), 'utf8'));
	const record = join(clone, 'node_modules/.package-lock.json');
	const named = Object.entries<{ version: string; optional?: boolean }>(lock.packages);
	const packages = Object.fromEntries(named.filter(([path, { optional }]) => path !== '' && !optional));
	const installs = `require('fs').appendFileSync('installs', 'x')`;

	const [first = ''] = Object.keys(packages);
	writeFileSync(record, JSON.stringify({ packages: { ...packages, [first]: { version: '0.0.0' } } }));
	start(installs);
	expect(existsSync(join(clone, 'installs'))).toBe(true);

	for (const file of ['installs', 'node_modules/.drydock-installed']) rmSync(join(clone, file));
	writeFileSync(record, JSON.stringify({ packages }));
	expect(start(installs).stdout).toBe('hello\n');
	expect(existsSync(join(clone, 'installs'))).toBe(false);
});

test('the exit code of the script is the exit code of the command', () => {
	writeFileSync(join(clone, 'hello.mjs'), 'process.exit(7)');
	expect(start(`require('fs').mkdirSync('node_modules', { recursive: true })`).status).toBe(7);
});
