import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, createReadStream, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../folder-with.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const manyFindings = () =>
	folderWith({ Dockerfile: `FROM debian:12\n${'RUN apt-get install git\n'.repeat(300)}` });

describe('the exit code', () => {
	test('stays what was found where the reader goes away early', { timeout: 60_000 }, async () => {
		const child = spawn(process.execPath, [main, 'lint'], {
			cwd: manyFindings(),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.destroy();
		const said: string[] = [];
		child.stderr.on('data', (part) => said.push(String(part)));
		const [exitCode] = await once(child, 'close');
		expect([exitCode, said.join('')]).toEqual([1, '']);
	});

	test.skipIf(!existsSync('/dev/full'))('is 2 where the disk is full', { timeout: 60_000 }, () => {
		const full = openSync('/dev/full', 'w');
		const { status, stderr } = spawnSync(process.execPath, [main, 'lint'], {
			cwd: manyFindings(),
			stdio: ['ignore', full, 'pipe'],
			encoding: 'utf8',
		});
		closeSync(full);
		expect([status, stderr]).toEqual([
			2,
			expect.stringMatching(/^drydock: the output cannot be written: ENOSPC.*\n$/),
		]);
	});

	test.skipIf(process.platform === 'win32')(
		'is 2 after an error that nobody expected',
		{ timeout: 60_000 },
		() => {
			const cwd = folderWith({ 'gone/x': '' });
			const removeAndRun = `process.chdir('gone'); require('node:fs').rmSync(${JSON.stringify(join(cwd, 'gone'))}, { recursive: true }); import(${JSON.stringify(main)});`;
			const { status, stderr } = spawnSync(process.execPath, ['-e', removeAndRun, 'lint'], {
				cwd,
				encoding: 'utf8',
			});
			expect([status, stderr]).toEqual([2, expect.stringContaining('working directory was likely removed')]);
		},
	);
});

test.skipIf(process.platform === 'win32')(
	'a report is whole where the pipe takes no more for now, and does not wait',
	{ timeout: 60_000 },
	async () => {
		const cwd = manyFindings();
		const whole = spawnSync(process.execPath, [main, 'lint'], { cwd, encoding: 'utf8' }).stdout;
		expect(whole.length).toBeGreaterThan(65_536);
		const fifo = join(folderWith({}), 'fifo');
		execFileSync('mkfifo', [fifo]);
		const writing = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
		const child = spawn(process.execPath, [main, 'lint'], { cwd, stdio: ['ignore', writing, 'inherit'] });
		const reader = createReadStream(fifo);
		await once(reader, 'open');
		closeSync(writing);
		const [report] = await Promise.all([text(reader), once(child, 'close')]);
		expect(report).toBe(whole);
	},
);
