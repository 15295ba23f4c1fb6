import { expect, test } from 'vitest';
import { readRange, writeRange } from '#site/scripts/cite/line-range.ts';

test.each([
	['#before/Dockerfile:3', { file: 'before/Dockerfile', first: 3, last: 3 }],
	['#before/Dockerfile:3-7', { file: 'before/Dockerfile', first: 3, last: 7 }],
	['#before/Dockerfile:7-3', { file: 'before/Dockerfile', first: 3, last: 7 }],
	['#after/a%20b:1', { file: 'after/a b', first: 1, last: 1 }],
	['#after/Dockerfile:3@1f0c2b3a', { file: 'after/Dockerfile', first: 3, last: 3, version: '1f0c2b3a' }],
	['#after/a@b:3-4@1f0c2b3a', { file: 'after/a@b', first: 3, last: 4, version: '1f0c2b3a' }],
	['#wrong.2:4', { file: 'wrong.2', first: 4, last: 4 }],
])('%s names a range', (hash, range) => {
	expect(readRange(hash)).toEqual(range);
});

test.each([
	'',
	'#',
	'#%',
	'#why',
	'#before/Dockerfile',
	'#before/Dockerfile:',
	'#before/Dockerfile:x',
	'#:3',
	'#before/Dockerfile:3@1f0c',
])('%s names none', (hash) => {
	expect(readRange(hash)).toBeUndefined();
});

test('a range that is absurdly long is cut, so that no page hangs over an address', () => {
	const range = readRange('#before/Dockerfile:1-999999');
	expect(range?.last).toBeLessThan(20_000);
});

test('what is written is read again, whichever end came first', () => {
	const hash = writeRange({ file: 'after/a b#c', first: 9, last: 2 });
	expect(readRange(hash)).toEqual({ file: 'after/a b#c', first: 2, last: 9 });
});

test('the text that was cited is part of the address', () => {
	const range = { file: 'after/Dockerfile', first: 2, last: 3, version: '1f0c2b3a' };
	expect(writeRange(range)).toBe('#after/Dockerfile:2-3@1f0c2b3a');
	expect(readRange(writeRange(range))).toEqual(range);
});
