import { expect, test } from 'vitest';
import { count, escapeControlCharacters, wrap } from '#core/report/visible-text.ts';

test.each([
	['plain é 🐳', 'plain é 🐳'],
	['a\u001b[31mb\n\t\0', 'a␛[31mb␊␉␀'],
	['\u007f', '␡'],
	['\u0085\u202e\u2028\ud800', '\ufffd\ufffd\ufffd\ufffd'],
])('a terminal is shown %j as %j', (text, shown) => {
	expect(escapeControlCharacters(text)).toBe(shown);
});

test('one is one, and all else are many', () => {
	expect([count(0, 'file'), count(1, 'file'), count(2, 'file'), count(2, 'entry', 'entries')]).toEqual([
		'0 files',
		'1 file',
		'2 files',
		'2 entries',
	]);
});

test.each<readonly [text: string, width: number, rows: readonly string[]]>([
	['a bc def', 4, ['a bc', 'def']],
	['a bc def', 3, ['a', 'bc', 'def']],
	['abcdef a', 3, ['abcdef', 'a']],
	['  a   b ', 10, ['a b']],
	['', 10, []],
])('%j in rows of %d characters is %j', (text, width, rows) => {
	expect(wrap(text, width)).toEqual(rows);
});
