import { describe, expect, test } from 'vitest';
import { addReads, collectReads, listReadFiles, noteRead } from '../../src/site/data/content/reads.ts';

describe('what some work has read', () => {
	test('is noted until the last thing that it waits for, and each file once', async () => {
		const { value, reads } = collectReads(async () => {
			noteRead('b.mdx');
			await Promise.resolve();
			noteRead('a.mdx');
			noteRead('b.mdx');
		});
		await value;
		expect(listReadFiles(reads)).toEqual(['a.mdx', 'b.mdx']);
	});

	test('is kept apart from what other work reads meanwhile', async () => {
		const readLater = (file: string) =>
			collectReads(async () => {
				await Promise.resolve();
				noteRead(file);
			});
		const [first, second] = [readLater('first.mdx'), readLater('second.mdx')];
		await Promise.all([first.value, second.value]);
		expect([listReadFiles(first.reads), listReadFiles(second.reads)]).toEqual([
			['first.mdx'],
			['second.mdx'],
		]);
	});

	test('holds all that was read for what it takes over, however far back, and in a circle too', () => {
		const deep = collectReads(() => noteRead('deep.mdx')).reads;
		const between = collectReads(() => addReads(deep)).reads;
		deep.included.add(between);
		const { reads } = collectReads(() => addReads(between));
		expect(listReadFiles(reads)).toEqual(['deep.mdx']);
	});

	test('is of no interest outside of any work', () => {
		expect(() => noteRead('a.mdx')).not.toThrow();
	});
});
