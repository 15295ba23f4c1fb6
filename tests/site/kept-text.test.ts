import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createBuildCache } from '#workspace/build-cache.ts';
import { getOrMakeText, keepTextsWith } from '../../src/site/data/content/kept-text.ts';
import { collectReads, listReadFiles, noteRead } from '../../src/site/data/content/reads.ts';
import { createWorkKeeper } from '../../src/site/integrations/work-keeper.ts';
import { folderWith } from '../folder-with.ts';

afterEach(() => keepTextsWith(undefined));

/** Makes the text of `one.mdx` in a new build, and says what was read and whether it was made. */
async function build(folder: string, words: string) {
	vi.stubEnv('DRYDOCK_CACHE', folder);
	const inputs = { common: 'the rest', words: new Map([['one.mdx', words]]) };
	const keeper = createWorkKeeper(inputs, createBuildCache(join(folder, 'pages'), []));
	keepTextsWith(keeper);
	const make = vi.fn(() => {
		noteRead('one.mdx');
		return `It says: ${words}`;
	});
	const { value, reads } = collectReads(() => getOrMakeText('one', make));
	const text = await value;
	keeper.saveReads();
	return { text, isMade: make.mock.calls.length > 0, reads: listReadFiles(reads) };
}

test('a text is taken from an earlier build where the words that it was made from are the same', async () => {
	const folder = folderWith({});
	expect(await build(folder, 'first')).toEqual({ text: 'It says: first', isMade: true, reads: ['one.mdx'] });
	expect(await build(folder, 'first')).toEqual({ text: 'It says: first', isMade: false, reads: ['one.mdx'] });
});

test('a text is made anew where these words have changed', async () => {
	const folder = folderWith({});
	await build(folder, 'first');
	expect(await build(folder, 'second')).toMatchObject({ text: 'It says: second', isMade: true });
});

test('every text is made where no build keeps any', async () => {
	expect(await getOrMakeText('one', () => 'now')).toBe('now');
	expect(await getOrMakeText('one', () => 'later')).toBe('later');
});
