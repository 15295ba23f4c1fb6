// Starts a script of the project on the project's own Node, after installing what is missing.
// Plain JavaScript on purpose: this is the one file that an older Node has to understand.
//
//   node src/setup/run.mjs src/setup/build.ts [arguments…]
//
// Everything it says goes to standard error, so that a script's own output stays clean.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = `${root}node_modules/.drydock-installed`;

ensureNodeVersion(20, 'Install Node 20 or newer, then run the same command again.');
installWhatIsMissing();
runOnPinnedNode(process.argv.slice(2));

function installWhatIsMissing() {
	const lock = readFileSync(`${root}package-lock.json`);
	const wanted = createHash('sha256').update(lock).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	if (hasNpmInstalled(JSON.parse(lock))) return writeFileSync(stamp, wanted);

	say('Installing the packages that package-lock.json names (once, and after it changes) …');
	const npm = process.env.npm_execpath;
	const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
	const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status, error, stderr } = spawnSync(command, [...first, ...flags], {
		cwd: root,
		stdio: ['ignore', 2, 'pipe'],
		encoding: 'utf8',
		shell: !npm && process.platform === 'win32',
	});
	if (status !== 0) stopAfterFailedInstall(error?.message ?? stderr ?? '');
	writeFileSync(stamp, wanted);
}

/** True after an `npm ci` by hand: npm's own record has all that the lock file names, save what is for other machines. */
function hasNpmInstalled({ packages }) {
	const record = `${root}node_modules/.package-lock.json`;
	if (!existsSync(record)) return false;
	const installed = JSON.parse(readFileSync(record)).packages;
	return Object.entries(packages).every(
		([path, { version, optional }]) =>
			path === '' || (installed[path] ? installed[path].version === version : optional === true),
	);
}

function stopAfterFailedInstall(output) {
	const lines = output.split('\n').filter((line) => line.trim() !== '');
	process.stderr.write(`${lines.slice(0, 12).join('\n')}\n`);
	say('npm ci did not finish. Nothing else was changed.');
	if (/EUSAGE/.test(output)) {
		stop(
			'package.json and package-lock.json do not agree.',
			'Run `npm install`, then `node_modules/.bin/node src/setup/complete-lock-file.ts`, and commit both files.',
		);
	}
	stop(
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(output)
			? 'The packages could not be fetched: there is no network, or the registry does not answer.'
			: 'What npm said is above.',
		'When `npm ping` answers, run the same command again.',
	);
}

function runOnPinnedNode(args) {
	const node = findPinnedNode();
	if (node === undefined) {
		ensureNodeVersion(
			22,
			`There is no pinned Node for ${process.platform}-${process.arch}: install Node 22.18 or newer.`,
		);
	}
	const child = spawn(node ?? process.execPath, args, { cwd: root, stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) =>
		stop(`Node did not start: ${error.message}`, 'Delete node_modules and try again.'),
	);
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** The Node binary that package-lock.json pins for this machine, `undefined` where there is none. */
function findPinnedNode() {
	const require = createRequire(`${root}package.json`);
	const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
	try {
		const path = require.resolve(`node-${process.platform.replace('win32', 'win')}-${process.arch}/${file}`);
		return spawnSync(path, ['--version']).status === 0 ? path : undefined;
	} catch {
		return undefined;
	}
}

function ensureNodeVersion(major, advice) {
	if (Number(process.versions.node.split('.')[0]) >= major) return;
	stop(`This is Node ${process.versions.node}, too old to start with.`, advice);
}

function say(line) {
	process.stderr.write(`drydock: ${line}\n`);
}

function stop(problem, advice) {
	say(problem);
	say(advice);
	process.exit(2);
}
