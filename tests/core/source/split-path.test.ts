import { expect, test } from 'vitest';
import { splitPath } from '#core/source/split-path.ts';

test.each([
	['/a/b', ['a', 'b']],
	['a//b/./c/', ['a', 'b', 'c']],
	['/a/../b', ['b']],
	['../../a', ['a']],
	['/', []],
])('on the way to %s stand %j', (path, parts) => {
	expect(splitPath(path)).toEqual(parts);
});
