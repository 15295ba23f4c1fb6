import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withBuildLock } from '../../src/setup/build-lock.ts';
import { StepFailed } from '../../src/setup/steps.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A lock in which this stands. */
function makeLock(holder: string): string {
	mkdirSync(at('lock'));
	writeFileSync(at('lock/1'), holder);
	return at('lock');
}
const tryLock = async (lock: string): Promise<boolean> => {
	let started = false;
	await withBuildLock(lock, async () => {
		started = true;
	}).catch((error) => expect(error).toBeInstanceOf(StepFailed));
	return started;
};

describe('withBuildLock', () => {
	test('refuses to start beside a build that is running', async () => {
		expect(await tryLock(makeLock(String(process.pid)))).toBe(false);
	});

	test('takes over the lock of a build that is gone', async () => {
		expect(await tryLock(makeLock(`${spawnSync('true').pid} 123`))).toBe(true);
	});

	test.runIf(process.platform === 'linux')(
		'takes over where the number belongs to another process now',
		async () => {
			expect(await tryLock(makeLock(`${process.pid} 1`))).toBe(true);
		},
	);

	test('takes over what nobody can read as a holder', async () => {
		expect(await tryLock(makeLock('garbage'))).toBe(true);
	});

	test('lets one of several that start together build', async () => {
		let running = 0;
		const build = () =>
			withBuildLock(at('lock'), async () => {
				running += 1;
				await pause(200);
			});
		const results = await Promise.allSettled(Array.from({ length: 10 }, build));
		expect(running).toBe(1);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('gives the lock back when the build fails, and keeps one small file', async () => {
		const fails = withBuildLock(at('lock'), () => Promise.reject(new Error('no space left')));
		await expect(fails).rejects.toThrow('no space left');
		expect(await tryLock(at('lock'))).toBe(true);
		expect(readdirSync(at('lock'))).toHaveLength(1);
	});
});

test('of six processes that find a stale lock, never two are inside, in fifty rounds', async () => {
	const script = fileURLToPath(new URL('contender.ts', import.meta.url));
	const dead = spawnSync('true').pid;
	const contenders = Array.from({ length: 6 }, () =>
		spawn(process.execPath, [script, folder, '50'], { stdio: 'ignore' }),
	);
	for (let round = 0; round < 50; round++) {
		const place = at(String(round));
		mkdirSync(`${place}/lock`, { recursive: true });
		writeFileSync(`${place}/lock/1`, `${dead} 123`);
		writeFileSync(`${place}/begin`, '');
		const countEnded = () => (existsSync(`${place}/ended`) ? readFileSync(`${place}/ended`).length : 0);
		while (countEnded() < contenders.length) await pause(5);
		const lines = readFileSync(`${place}/log`, 'utf8').trim().split('\n');
		// Whoever goes in comes out before the next goes in.
		expect(lines.length % 2).toBe(0);
		for (let line = 0; line < lines.length; line += 2)
			expect(lines[line + 1]).toBe(lines[line]?.replace('in', 'out'));
	}
	for (const child of contenders) child.kill();
}, 240_000);

test.runIf(process.platform === 'linux')(
	'a step ends with the program that started it, however that ended',
	async () => {
		const steps = fileURLToPath(new URL('../../src/setup/steps.ts', import.meta.url));
		writeFileSync(
			at('child.mjs'),
			`import { writeFileSync } from 'node:fs';\nsetInterval(() => writeFileSync(${JSON.stringify(at('alive'))}, String(Date.now())), 50);\n`,
		);
		writeFileSync(
			at('parent.mjs'),
			`import { runNode } from ${JSON.stringify(steps)};\nawait runNode(${JSON.stringify(at('child.mjs'))}, []);\n`,
		);
		const parent = spawn(process.execPath, [at('parent.mjs')], { stdio: 'ignore' });
		for (let tries = 0; tries < 200 && !existsSync(at('alive')); tries++) await pause(50);
		expect(existsSync(at('alive'))).toBe(true);
		parent.kill('SIGKILL');
		await once(parent, 'exit');
		await pause(1500);
		const then = readFileSync(at('alive'), 'utf8');
		await pause(500);
		expect(readFileSync(at('alive'), 'utf8')).toBe(then);
	},
	60_000,
);
