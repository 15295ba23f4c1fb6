import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderWith } from '../folder-with.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

function serve(...args: string[]) {
	const cwd = folderWith({ 'site/index.html': 'home', 'site/x/index.html': 'x' });
	const child = spawn(process.execPath, [main, 'serve', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	const written = { stdout: '', stderr: '' };
	child.stdout.on('data', (data) => {
		written.stdout += data;
	});
	child.stderr.on('data', (data) => {
		written.stderr += data;
	});
	return { child, written, closed: once(child, 'close') };
}

describe('drydock serve, as a process', () => {
	test.each(['SIGINT', 'SIGTERM'] as const)(
		'says where it listens, and %s stops it with exit code 0',
		async (signal) => {
			const { child, written, closed } = serve('site', '--port', '0', '--base', 'kb');
			await once(child.stdout, 'data');
			const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/kb\//.exec(written.stdout) ?? [];
			// A connection kept open must not hold it up.
			expect(await (await fetch(address)).text()).toBe('home');
			child.kill(signal);
			expect(await closed).toEqual([0, null]);
			expect(written.stderr).toBe('');
		},
	);

	test('with its port taken says so and exits with 2', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		onTestFinished(() => void other.close());
		const { port } = other.address() as { port: number };
		const { written, closed } = serve('site', '--port', String(port));
		expect(await closed).toEqual([2, null]);
		expect(written.stderr).toContain(`port ${port} is in use`);
		expect(written.stderr).toContain(`--port ${port + 1}`);
	});

	test.each([
		[['nowhere'], 'is no folder'],
		[['site', '--port', '70000'], '--port'],
		[['site', '--port', 'http'], '--port'],
		[['site', 'site'], 'One folder'],
	])('%j is wrong usage', async (args, words) => {
		const { written, closed } = serve(...args);
		expect(await closed).toEqual([2, null]);
		expect(written.stderr).toContain(words);
	});
});
