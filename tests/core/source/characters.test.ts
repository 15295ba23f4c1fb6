import { expect, test } from 'vitest';
import { countBytes, isBlank, isSpace, skipSpaces, skipSpacesBackwards } from '#core/source/characters.ts';

const ALL = Array.from({ length: 0x10000 }, (_, code) => code);

test("white space is what Go's unicode.IsSpace takes for it, and nothing else", () => {
	// Go asks for the property White_Space, too.
	const expected = ALL.filter((code) => /\p{White_Space}/u.test(String.fromCharCode(code)));
	expect(ALL.filter(isSpace)).toEqual(expected);
});

test('words are parted by blanks, tabs and the ends of lines that are no line feed', () => {
	expect(ALL.filter(isBlank)).toEqual(
		[...' \t\v\f\r'].map((char) => char.charCodeAt(0)).sort((a, b) => a - b),
	);
});

test.each([
	['  a', 0, 2],
	['a  b', 1, 3],
	['a', 0, 0],
	['   ', 1, 3],
	['', 0, 0],
])('in %j the first character from %d on that is no white space stands at %d', (text, from, at) => {
	expect(skipSpaces(text, from)).toBe(at);
});

test.each([
	['a  ', 0, 1],
	['a', 0, 1],
	['   ', 0, 0],
	['a   ', 2, 2],
	['', 0, 0],
])('%j without the white space at its end, but at least %d long, ends at %d', (text, start, end) => {
	expect(skipSpacesBackwards(text, start)).toBe(end);
});

test('neither looks further than it is asked to', () => {
	expect(skipSpaces('    ', 1, 3)).toBe(3);
	expect(skipSpacesBackwards('a    b', 0, 3)).toBe(1);
});

test.each(['', 'a', '\x7f', '\x80é߿', 'ࠀ한￿', '🐳', 'a🐳b', '\u{10ffff}'])(
	'%j has as many bytes as UTF-8 gives it',
	(text) => {
		expect(countBytes(text, 0, text.length)).toBe(new TextEncoder().encode(text).length);
	},
);

test('half of a pair counts by itself: what stands for a lone byte as one, the other as what replaces it', () => {
	expect(countBytes('\udc80\udcff', 0, 2)).toBe(2);
	expect(countBytes('\udc00\udfff', 0, 2)).toBe(2);
	expect(countBytes('\ud83d', 0, 1)).toBe(3);
	expect(countBytes('\ud83da', 0, 2)).toBe(4);
	expect(countBytes('🐳', 0, 1)).toBe(3);
	expect(countBytes('🐳', 1, 2)).toBe(1);
});
