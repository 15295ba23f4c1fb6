import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeReadable, replaceFolder, restoreInterrupted } from '../../src/setup/replace-folder.ts';

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

/** A folder on another file system than the temporary one, where this machine has any. */
const elsewhere =
	existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev ? '/dev/shm' : undefined;

describe.runIf(elsewhere !== undefined)('where the target lies on another file system', () => {
	let other: string;
	beforeEach(() => {
		other = mkdtempSync(join(elsewhere ?? '', 'drydock-setup-'));
	});
	afterEach(() => rmSync(other, { recursive: true }));
	const put = (folder: string, files: Record<string, string>) => {
		mkdirSync(folder, { recursive: true });
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	};

	test('its content is exchanged, the folder itself stays, and nothing else is left', async () => {
		put(join(other, 'dist'), { 'index.html': 'old', 'gone.html': 'old' });
		put(at('fresh'), { 'index.html': 'new', 'more.html': 'new' });
		const { ino } = statSync(join(other, 'dist'));
		expect(await replaceFolder(at('fresh'), join(other, 'dist'), at('previous'))).toBe('exchanged');
		expect(readdirSync(join(other, 'dist')).sort()).toEqual(['index.html', 'more.html']);
		expect(readFileSync(join(other, 'dist/index.html'), 'utf8')).toBe('new');
		expect(statSync(join(other, 'dist')).ino).toBe(ino);
		expect(existsSync(at('fresh'))).toBe(false);
		expect(existsSync(at('previous'))).toBe(false);
	});

	test('it is made where it was not there', async () => {
		put(at('fresh'), { 'index.html': 'new' });
		await replaceFolder(at('fresh'), join(other, 'dist'), at('previous'));
		expect(readFileSync(join(other, 'dist/index.html'), 'utf8')).toBe('new');
	});

	test('a copy that fails leaves the old content as it was', async () => {
		put(join(other, 'dist'), { 'index.html': 'old' });
		await expect(replaceFolder(at('fresh'), join(other, 'dist'), at('previous'))).rejects.toThrow();
		expect(readdirSync(join(other, 'dist'))).toEqual(['index.html']);
	});
});

describe('an exchange that was killed', () => {
	const place = (name: string, text: string) => {
		mkdirSync(dirname(at(name)), { recursive: true });
		writeFileSync(at(name), text);
	};

	test('while the old content moved away gives it back', async () => {
		place('dist/.drydock-previous/a.html', 'old');
		place('dist/b.html', 'old');
		place('dist/.drydock-next/a.html', 'new');
		await restoreInterrupted(at('dist'), at('previous'));
		expect(readdirSync(at('dist')).sort()).toEqual(['a.html', 'b.html']);
		expect(readFileSync(at('dist/a.html'), 'utf8')).toBe('old');
	});

	test('while the new content moved in gives the old one back', async () => {
		place('dist/.drydock-previous/a.html', 'old');
		place('dist/.drydock-previous/b.html', 'old');
		place('dist/.drydock-previous/.drydock-complete', '');
		place('dist/a.html', 'new');
		place('dist/c.html', 'new');
		place('dist/.drydock-next/b.html', 'new');
		await restoreInterrupted(at('dist'), at('previous'));
		expect(readdirSync(at('dist')).sort()).toEqual(['a.html', 'b.html']);
		expect(readFileSync(at('dist/a.html'), 'utf8')).toBe('old');
	});
});

test('what was built under a mask of 077 is for everybody to read', async () => {
	mkdirSync(at('fresh/inner'), { recursive: true, mode: 0o700 });
	writeFileSync(at('fresh/inner/index.html'), 'x', { mode: 0o600 });
	writeFileSync(at('fresh/inner/tool.mjs'), 'x', { mode: 0o700 });
	await makeReadable(at('fresh'));
	const mode = (name: string) => (statSync(at(name)).mode & 0o777).toString(8);
	expect(mode('fresh')).toBe('755');
	expect(mode('fresh/inner')).toBe('755');
	expect(mode('fresh/inner/index.html')).toBe('644');
	expect(mode('fresh/inner/tool.mjs')).toBe('755');
});
