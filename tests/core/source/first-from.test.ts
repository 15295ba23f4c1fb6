import { expect, test } from 'vitest';
import { findFirstIndex } from '#core/source/first-from.ts';

test.each([0, 1, 2, 3, 4, 5, 7, 8, 100])(
	'of %d items in order, the first one that is far enough is found',
	(count) => {
		const items = Array.from({ length: count }, (_, index) => index);
		const found = Array.from({ length: count + 2 }, (_, wanted) =>
			findFirstIndex(items, (item) => item >= wanted),
		);
		expect(found).toEqual(Array.from({ length: count + 2 }, (_, wanted) => Math.min(wanted, count)));
	},
);
