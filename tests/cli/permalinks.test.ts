import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPermalinksCommand } from '#cli/commands/permalinks.ts';
import { loadContent } from '#examples/load.ts';
import { loadRecorded } from '#examples/permalinks/load-recorded.ts';
import { writeContent } from '../examples/content-copy.ts';
import { runWith } from './fake-io.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-permalinks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
	const content = join(folder, 'content');
	const command = createPermalinksCommand(
		() => loadContent(content, folder),
		() => loadRecorded({ folder: content }, folder),
	);
	return runWith([command], ['permalinks', ...args], { cwd: folder });
}

const recorded = () => JSON.parse(readFileSync(join(folder, 'content/permalinks.json'), 'utf8'));

describe('drydock permalinks', () => {
	test('prints what is new, once', async () => {
		writeContent(folder);
		const first = await run();
		expect(first.exitCode).toBe(0);
		expect(first.stdout.split('\n')).toContain('/lessons/pinning/#then');
		const text = readFileSync(join(folder, 'content/permalinks.json'), 'utf8');
		expect(await run()).toEqual({
			exitCode: 0,
			stdout: '',
			stderr: 'Every address was known already.\n',
		});
		expect(readFileSync(join(folder, 'content/permalinks.json'), 'utf8')).toBe(text);
	});

	test('keeps what is gone, and the redirects', async () => {
		const redirects = { '/lessons/old/': '/lessons/pinning/' };
		const known = { version: 1, addresses: { '/lessons/old/': ['then'] }, redirects };
		writeContent(folder, { add: { 'permalinks.json': JSON.stringify(known) } });
		await run();
		expect(recorded().addresses['/lessons/old/']).toEqual(['then']);
		expect(recorded().redirects).toEqual(redirects);
	});

	test('records nothing where the content cannot be read whole', async () => {
		writeContent(folder, { edit: { 'lessons/1-pinning.mdx': ['takeaway:', 'takaway:'] } });
		const { exitCode, stderr } = await run();
		expect(exitCode).toBe(2);
		expect(stderr).toContain('Nothing was recorded');
		expect(() => recorded()).toThrow('ENOENT');
	});
});

describe('drydock permalinks --site', () => {
	const page = (path: string, html: string) => {
		mkdirSync(dirname(join(folder, 'dist', path)), { recursive: true });
		writeFileSync(join(folder, 'dist', path), html);
	};
	const permalinks = (addresses: Record<string, string[]>, redirects: Record<string, string> = {}) =>
		writeContent(folder, {
			add: { 'permalinks.json': JSON.stringify({ version: 1, addresses, redirects }) },
		});

	test('names each page without a file and each fragment without an element', async () => {
		permalinks({ '/a/': ['here', 'gone', 'before/Dockerfile'], '/b/': [], '/c.json': [] });
		page('a/index.html', '<h2 id="here"></h2><div id="before/Dockerfile:1"></div>');
		const { exitCode, stderr } = await run('--site', 'dist');
		expect(exitCode).toBe(1);
		expect(stderr).toContain('3 addresses');
		expect(stderr.match(/^ {2}\S+$/gm)).toEqual(['  /a/#gone', '  /b/', '  /c.json']);
	});

	test('is content with a fragment that moved to another page, and with one that moved within it', async () => {
		permalinks({ '/a/': ['x', 'y'] }, { '/a/#x': '/b/#x', '/a/#y': '/a/#z' });
		page('a/index.html', '<h2 id="z"></h2>');
		expect((await run('--site', 'dist')).exitCode).toBe(0);
	});
});
