import { expect, test } from 'vitest';
import { measureEditDistance } from '#core/source/edit-distance.ts';

test.each([
	['build', 'build', 0, 0],
	['', 'abc', 3, 3],
	['abc', '', 3, 3],
	['registry', 'registri', 1, 1],
	['registy', 'registry', 1, 1],
	['build', 'uild', 1, 1],
	['biuld', 'build', 2, 1],
	['ab', 'ba', 2, 1],
	['abcd', 'badc', 3, 2],
	['abc', 'cab', 2, 2],
	['kitten', 'sitting', 3, 3],
])('from %j to %j there are %i edits, with swaps %i', (a, b, edits, withSwaps) => {
	expect(measureEditDistance(a, b)).toBe(edits);
	expect(measureEditDistance(b, a)).toBe(edits);
	expect(measureEditDistance(a, b, { isSwapOne: true })).toBe(withSwaps);
});

test.each([
	['kitten', 'sitting', 3, 3],
	['kitten', 'sitting', 2, 3],
	['abcdef', 'uvwxyz', 2, 3],
	['a', 'abcdef', 2, 3],
	['abcdef', 'a', 2, 3],
	['a', 'abc', 2, 2],
	['abc', 'xbc', 1, 1],
])('from %j to %j, of interest up to %i, there are %i', (a, b, limit, edits) => {
	expect(measureEditDistance(a, b, { limit })).toBe(edits);
});
