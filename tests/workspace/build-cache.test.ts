import { readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBuildCache } from '#workspace/build-cache.ts';
import { folderWith } from '../folder-with.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A cache in a folder of its own, and how often it had to make something. */
function counted() {
	const folder = folderWith({ 'maker.ts': 'first' });
	const kept = join(folder, 'kept');
	const state = { made: 0 };
	const get = async (from: string) => {
		const cache = createBuildCache(kept, [join(folder, 'maker.ts')]);
		const bytes = await cache.bytes(from, () => {
			state.made++;
			return Buffer.from(`made from ${from}`);
		});
		return text(bytes);
	};
	return { folder, kept, state, get };
}

describe('what was made once', () => {
	test('is not made again from the same content', async () => {
		const { state, get } = counted();
		expect([await get('a'), await get('a'), await get('b')]).toEqual([
			'made from a',
			'made from a',
			'made from b',
		]);
		expect(state.made).toBe(2);
	});

	test('is made again when what makes it has changed', async () => {
		const { folder, state, get } = counted();
		await get('a');
		writeFileSync(join(folder, 'maker.ts'), 'second');
		await get('a');
		expect(state.made).toBe(2);
	});

	test('is the same from the cache as without one, for JSON too', async () => {
		const cache = createBuildCache(join(folderWith({}), 'kept'), []);
		const make = () => ({ list: [1, 2], missing: undefined });
		expect(await cache.json('a', make)).toStrictEqual(await cache.json('a', make));
	});
});

describe('an entry', () => {
	test.each([
		['that was cut off', (file: string) => truncateSync(file, 40)],
		['that is empty', (file: string) => truncateSync(file, 0)],
		[
			'that was changed',
			(file: string) => writeFileSync(file, readFileSync(file, 'latin1').replace('made', 'fake')),
		],
	])('%s is made anew', async (_, damage) => {
		const { kept, state, get } = counted();
		await get('a');
		damage(join(kept, readdirSync(kept)[0] ?? ''));
		expect(await get('a')).toBe('made from a');
		expect(await get('a')).toBe('made from a');
		expect(state.made).toBe(2);
	});

	test('that cannot be kept is made all the same', async () => {
		const folder = folderWith({ kept: 'a file where the folder should be' });
		const bytes = await createBuildCache(join(folder, 'kept'), []).bytes('a', () => Buffer.from('made'));
		expect(text(bytes)).toBe('made');
	});

	test('is whole for two that make it at once, and nothing is left beside it', async () => {
		const { kept, get } = counted();
		expect(await Promise.all([get('a'), get('a')])).toEqual(['made from a', 'made from a']);
		expect(readdirSync(kept)).toHaveLength(1);
	});
});

test('old entries go, but for twice as many as were used', async () => {
	const { kept, state, get } = counted();
	for (const from of ['1', '2', '3', '4', '5']) await get(from);
	const longAgo = new Date('2020-01-01');
	for (const name of readdirSync(kept)) utimesSync(join(kept, name), longAgo, longAgo);
	await get('1');
	createBuildCache(kept, []).prune();
	expect(readdirSync(kept)).toHaveLength(3);
	await get('1');
	expect(state.made).toBe(5);
});

test('a build that used nothing removes nothing', async () => {
	const { kept, get } = counted();
	await get('1');
	for (const name of readdirSync(kept)) utimesSync(join(kept, name), 0, 0);
	createBuildCache(kept, []).prune();
	expect(readdirSync(kept)).toHaveLength(1);
});
