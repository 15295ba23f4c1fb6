import { expect, test } from 'vitest';
import { measureSharedBytes } from '#engine/experiments/fix-the-base.ts';

test('a layer that two images share is stored once, and only the others are new in the second', () => {
	const layer = (digest: string, bytes: number) => ({ digest, bytes, createdBy: '', files: [] });
	const first = { layers: [layer('base', 100), layer('a', 7)] };
	const second = { layers: [layer('base', 100), layer('b', 5)] };
	const shared = measureSharedBytes([first, second]);
	expect(shared).toMatchObject({ stored: 112, sum: 212, newInSecond: 5 });
	expect(shared.layers.map(({ digest, fromBase }) => [digest, fromBase])).toEqual([
		['base', true],
		['b', false],
	]);
});
