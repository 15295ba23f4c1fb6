import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceText, setFileModes, setModificationTimes } from '#engine/workspace.ts';
import { temporaryFolder } from './temporary-folder.ts';

function folderWithFile(): string {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'src'), { recursive: true });
	writeFileSync(join(folder, 'src/a.js'), 'one\n', { mode: 0o644 });
	return folder;
}

test('a fresh checkout changes times and nothing else', async () => {
	const folder = folderWithFile();
	await setModificationTimes(folder, new Date('2030-01-01T00:00:00Z'));
	const { mtime, mode } = statSync(join(folder, 'src/a.js'));
	expect(mtime.toISOString()).toBe('2030-01-01T00:00:00.000Z');
	expect(mode & 0o777).toBe(0o644);
});

test('modes change by file, and a file that is not there is named', async () => {
	const folder = folderWithFile();
	await setFileModes(folder, { 'src/a.js': '640' });
	expect(statSync(join(folder, 'src/a.js')).mode & 0o777).toBe(0o640);
	await expect(setFileModes(folder, { 'src/b.js': '640' })).rejects.toThrow('The mode of src/b.js');
});

test('an edit whose text is not there is named; a file that is not there is an answer', async () => {
	const folder = folderWithFile();
	expect(await replaceText(folder, 'src/a.js', 'one', 'two')).toBe(true);
	expect(readFileSync(join(folder, 'src/a.js'), 'utf8')).toBe('two\n');
	expect(await replaceText(folder, 'src/b.js', 'one', 'two')).toBe(false);
	await expect(replaceText(folder, 'src/a.js', 'three', 'two')).rejects.toThrow('src/a.js has no `three`');
});
