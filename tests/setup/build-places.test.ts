import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearFullFolder, findBuildPlaces } from '../../src/setup/build-places.ts';

let root: string;
beforeEach(() => {
	root = `${realpathSync(mkdtempSync(join(tmpdir(), 'drydock-places-')))}/`;
});
afterEach(() => rmSync(root, { recursive: true }));

test('a build works in the cache, beside dist', async () => {
	expect(await findBuildPlaces(root)).toEqual({
		out: `${root}dist`,
		cache: `${root}.cache`,
		workshop: `${root}.cache/build`,
	});
});

test('a link to dist is followed', async () => {
	mkdirSync(`${root}www`);
	symlinkSync('www', `${root}dist`);
	expect((await findBuildPlaces(root)).out).toBe(`${root}www`);
});

test.runIf(existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev)(
	'a cache on another file system is kept, and the build works beside dist',
	async () => {
		const other = mkdtempSync('/dev/shm/drydock-places-');
		symlinkSync(other, `${root}.cache`);
		expect(await findBuildPlaces(root)).toMatchObject({ cache: `${root}.cache`, workshop: `${root}.build` });
		rmSync(other, { recursive: true });
	},
);

test('a cache that cannot be written is done without', async () => {
	writeFileSync(`${root}.cache`, 'a file in its place');
	expect(await findBuildPlaces(root)).toMatchObject({
		cache: `${root}.build/cache`,
		workshop: `${root}.build`,
	});
});

test('a dist that cannot be written is told before anything is built', async () => {
	writeFileSync(`${root}dist`, 'a file in its place');
	await expect(findBuildPlaces(root)).rejects.toThrow('the build failed');
});

test('what Node has compiled is kept until it is too much', async () => {
	await clearFullFolder(`${root}node`, 2);
	mkdirSync(`${root}node/v24`, { recursive: true });
	writeFileSync(`${root}node/v24/one`, '');
	await clearFullFolder(`${root}node`, 2);
	expect(existsSync(`${root}node/v24/one`)).toBe(true);
	writeFileSync(`${root}node/v24/two`, '');
	await clearFullFolder(`${root}node`, 2);
	expect(existsSync(`${root}node`)).toBe(false);
});
