import { describe, expect, test } from 'vitest';
import { replaceEvery, replaceFirst, trimPrefix, trimSuffix, UNKNOWN_PATTERN } from '#core/shell/pattern.ts';

describe('what BuildKit makes of a variable with a pattern behind its name', () => {
	test.each([
		['*/', 'a/b/c', 'b/c', 'c'],
		['a', 'abc', 'bc', 'bc'],
		['b', 'abc', 'abc', 'abc'],
		['?', 'abc', 'bc', 'bc'],
		['*', 'abc', 'abc', ''],
		['', 'abc', 'abc', 'abc'],
		['\\*', '*a', 'a', 'a'],
		['\\?', 'ab', 'ab', 'ab'],
		['\\\\', '\\a', 'a', 'a'],
		['a\\/', 'a/b', 'b', 'b'],
		['abcd', 'abc', 'abc', 'abc'],
		['?b', '🐳b c', ' c', ' c'],
		['a*b', 'aXbYb', 'Yb', ''],
	])('`#%s` of %j is %j, `##` is %j', (pattern, value, shortest, longest) => {
		expect(trimPrefix(pattern, value, false)).toBe(shortest);
		expect(trimPrefix(pattern, value, true)).toBe(longest);
	});

	test.each([
		['/*', 'a/b/c', 'a/b', 'a'],
		['c', 'abc', 'ab', 'ab'],
		['b', 'abc', 'abc', 'abc'],
		['*', 'abc', 'abc', ''],
		['.tar.*', 'a.tar.gz', 'a', 'a'],
		['b?', 'ab🐳', 'a', 'a'],
		['', 'abc', 'abc', 'abc'],
	])('`%%%s` of %j is %j, `%%%%` is %j', (pattern, value, shortest, longest) => {
		expect(trimSuffix(pattern, value, false)).toBe(shortest);
		expect(trimSuffix(pattern, value, true)).toBe(longest);
	});

	test.each([
		['b', 'abcb', 'x', 'axcb', 'axcx'],
		['*', 'abc', 'x', 'x', 'xx'],
		['?', 'abc', 'x', 'xbc', 'xxx'],
		['d', 'abc', 'x', 'abc', 'abc'],
		['a*c', 'abcabd', 'x', 'xabd', 'xabd'],
		['\\/', 'a/b/', '-', 'a-b/', 'a-b-'],
	])('with %s → of %j, %j: `/` gives %j, `//` gives %j', (pattern, value, put, first, every) => {
		expect(replaceFirst(pattern, value, put)).toBe(first);
		expect(replaceEvery(pattern, value, put)).toBe(every);
	});

	test('a backslash before another letter makes the pattern invalid, whatever is done with it', () => {
		for (const pattern of ['\\a', 'a\\'])
			expect([
				trimPrefix(pattern, 'a', true),
				trimSuffix(pattern, 'a', true),
				replaceFirst(pattern, 'a', ''),
				replaceEvery(pattern, 'a', ''),
			]).toEqual([undefined, undefined, undefined, undefined]);
	});

	test('what would take too long is not worked out', () => {
		const [pattern, value] = ['*a'.repeat(1_500), 'a'.repeat(1_400)];
		expect([
			trimPrefix(pattern, value, true),
			trimSuffix(pattern, value, true),
			replaceFirst(pattern, value, ''),
			replaceEvery('b', 'a'.repeat(4_000), ''),
		]).toEqual([UNKNOWN_PATTERN, UNKNOWN_PATTERN, UNKNOWN_PATTERN, UNKNOWN_PATTERN]);
	});
});
