import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { createBuildCache } from '#workspace/build-cache.ts';
import { createDeflate } from '../../src/offline/deflate.ts';
import { packTarball } from '../../src/offline/docset/tgz.ts';
import { packBook, packZip } from '../../src/offline/zip.ts';
import { folderWith } from '../folder-with.ts';

const DATE = '2026-11-24';
const makeDeflate = () => createDeflate(createBuildCache(folderWith({}), []));

const FILES = new Map<string, Uint8Array>([
	['ä/page.html', Buffer.from('the same words again '.repeat(40))],
	['b/page.html', Buffer.from('the same words again '.repeat(41))],
	['picture.png', Buffer.from([137, 80, 78, 71, 0, 255])],
	['empty.txt', Buffer.alloc(0)],
]);
const backwards = new Map([...FILES].reverse());

describe('a zip', () => {
	test('is the same whatever the order of its files, and holds no time but its edition’s', async () => {
		const deflate = makeDeflate();
		const zip = await packZip(FILES, DATE, deflate);
		expect(Buffer.compare(zip, await packZip(backwards, DATE, deflate))).toBe(0);
		expect(Buffer.compare(zip, await packZip(FILES, '2026-11-25', deflate))).not.toBe(0);
	});

	test('holds each file as it was, packed where that makes it shorter', async () => {
		const deflate = makeDeflate();
		const zip = await packZip(FILES, DATE, deflate);
		expect(zip.length).toBeLessThan(1000);
		for (const [path, bytes] of Object.entries(unzipSync(zip)))
			expect(Buffer.from(bytes)).toEqual(FILES.get(path));
		expect(Object.keys(unzipSync(zip)).sort()).toEqual([...FILES.keys()].sort());
	});
});

test('a book says first what it is, readable at a fixed place', async () => {
	const book = await packBook(new Map([['a.txt', Buffer.from('a')]]), DATE, makeDeflate());
	expect(Buffer.from(book.subarray(30, 58)).toString()).toBe('mimetypeapplication/epub+zip');
});

describe('a tarball', () => {
	test('is the same whatever the order of its files', async () => {
		const deflate = makeDeflate();
		const tarball = await packTarball(FILES, DATE, deflate);
		expect(Buffer.compare(tarball, await packTarball(backwards, DATE, deflate))).toBe(0);
	});

	test('is one gzip stream, in which tar finds each file as it was', async () => {
		const deflate = makeDeflate();
		const tarball = await packTarball(FILES, DATE, deflate);
		expect(gunzipSync(tarball).length % 512).toBe(0);
		for (const [path, bytes] of FILES) {
			const { status, stdout } = spawnSync('tar', ['-xzOf', '-', path], { input: tarball });
			expect([status, stdout]).toEqual([0, Buffer.from(bytes)]);
		}
	});
});
