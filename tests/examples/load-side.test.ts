import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSide } from '#examples/load-side.ts';
import { folderWith } from '../folder-with.ts';

test('a file or a folder whose name is not UTF-8 is a problem, and the rest of the side is loaded', () => {
	const folder = folderWith({ 'before/Dockerfile': 'FROM debian:12.8\nCMD ["true"]\n' });
	const withByte = (start: string) =>
		Buffer.concat([Buffer.from(`${folder}/before/${start}`), Uint8Array.of(0xff)]);
	writeFileSync(withByte('file'), '');
	mkdirSync(withByte('folder'));
	const { side, problems } = loadSide(folder, 'content/examples/x', 'before');
	expect(side?.files.map(({ path }) => path)).toEqual(['Dockerfile']);
	expect(problems.map(({ code }) => code)).toEqual(['file-name-not-utf-8', 'file-name-not-utf-8']);
});
