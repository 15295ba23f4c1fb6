import { describe, expect, test } from 'vitest';
import { isWithin, resolveContextPath, resolveImagePath } from '#core/image/paths.ts';

describe('a path in the image', () => {
	test.each([
		['a/../b//./c/', '/app', '/app/b/c'],
		['/x', '/app', '/x'],
		['~/.npm', '/app', '/root/.npm'],
		['.', '/app', '/app'],
		['../../..', '/app', '/'],
	])('counts %s from its folder', (path, folder, expected) => {
		expect(resolveImagePath(path, folder)).toBe(expected);
	});

	test('is within a folder only at a slash', () => {
		expect([isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/')]).toEqual([true, false, true]);
	});
});

test.each([
	['app/..', ''],
	['./', ''],
	['a/../b//./c/', 'b/c'],
	['../x', 'x'],
	['/x', 'x'],
])('a path of the context does not lead out of it: %s', (path, expected) => {
	expect(resolveContextPath(path)).toBe(expected);
});
