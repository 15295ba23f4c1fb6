import { spawnSync } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceFolder, restoreInterrupted, withBuildLock } from '../../src/setup/replace-folder.ts';
import { StepFailed } from '../../src/setup/steps.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const make = (name: string, text: string) => {
	mkdirSync(at(name));
	writeFileSync(join(at(name), 'index.html'), text);
};
const read = (name: string) => readFileSync(join(at(name), 'index.html'), 'utf8');

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('replaceFolder', () => {
	test('puts the fresh build in the place of the old one and keeps nothing else', async () => {
		make('dist', 'old');
		make('fresh', 'new');
		await replaceFolder(at('fresh'), at('dist'), at('previous'));
		expect(read('dist')).toBe('new');
		expect(existsSync(at('fresh'))).toBe(false);
		expect(existsSync(at('previous'))).toBe(false);
	});

	test('leaves the old build in place when there is no fresh one', async () => {
		make('dist', 'old');
		await expect(replaceFolder(at('fresh'), at('dist'), at('previous'))).rejects.toThrow('ENOENT');
		expect(read('dist')).toBe('old');
	});
});

describe('restoreInterrupted', () => {
	test('brings back the build that a killed replacement had moved away', async () => {
		make('previous', 'old');
		await restoreInterrupted(at('dist'), at('previous'));
		expect(read('dist')).toBe('old');
	});

	test('touches nothing when the build is in its place', async () => {
		make('dist', 'new');
		make('previous', 'old');
		await restoreInterrupted(at('dist'), at('previous'));
		expect(read('dist')).toBe('new');
	});
});

describe('withBuildLock', () => {
	test('refuses to start beside a build that is running', async () => {
		writeFileSync(at('lock'), String(process.pid));
		let started = false;
		const second = withBuildLock(at('lock'), async () => {
			started = true;
		});
		await expect(second).rejects.toBeInstanceOf(StepFailed);
		expect(started).toBe(false);
		expect(existsSync(at('lock'))).toBe(true);
	});

	test('takes over the lock of a build that is gone', async () => {
		const gone = spawnSync('true').pid;
		writeFileSync(at('lock'), String(gone));
		let started = false;
		await withBuildLock(at('lock'), async () => {
			started = true;
		});
		expect(started).toBe(true);
	});

	test('lets one of several that start together build', async () => {
		let running = 0;
		const build = () =>
			withBuildLock(at('lock'), async () => {
				running += 1;
				await new Promise((resolve) => setTimeout(resolve, 200));
			});
		const results = await Promise.allSettled(Array.from({ length: 10 }, build));
		expect(running).toBe(1);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(readdirSync(folder)).toEqual([]);
	});

	test('gives the lock back when the build fails', async () => {
		await expect(
			withBuildLock(at('lock'), () => Promise.reject(new Error('no space left'))),
		).rejects.toThrow();
		expect(existsSync(at('lock'))).toBe(false);
	});
});
