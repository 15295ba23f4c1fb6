import { expect, test } from 'vitest';
import { expandBraces } from '#core/shell/braces.ts';

/** Each letter by itself; capitals stand for what is quoted: `{` is written `(` where it is quoted. */
const QUOTED: Readonly<Record<string, string>> = { '(': '{', ')': '}', ';': ',' };

function expand(text: string): string[] {
	const word = [...text].map((char) => ({ char: QUOTED[char] ?? char, isQuoted: char in QUOTED }));
	return expandBraces(word).map((one) => one.map(({ char }) => char).join(''));
}

test.each<readonly [word: string, words: readonly string[]]>([
	['a', ['a']],
	['{a,b}', ['a', 'b']],
	['/x/{a,b/c}/y', ['/x/a/y', '/x/b/c/y']],
	['{a,b,}c', ['ac', 'bc', 'c']],
	['{,a}', ['', 'a']],
	['{a,b}{c,d}', ['ac', 'ad', 'bc', 'bd']],
	['{a,{b,c}}', ['a', 'b', 'a', 'c']],
	['{a}', ['{a}']],
	['{a}{b,c}', ['{a}b', '{a}c']],
	['{}', ['{}']],
	['a,b}', ['a,b}']],
	['{a,b', ['{a,b']],
	['}{a,b}', ['}a', '}b']],
	['(a,b)', ['{a,b}']],
	['{a;b}', ['{a,b}']],
	['{a;b,c}', ['a,b', 'c']],
	['{a,b){c,d}', ['{a,b}c', '{a,b}d']],
])('a shell with braces makes of %j these: %j', (word, words) => {
	expect(expand(word)).toEqual(words);
});

test('a word that would be more than a hundred is not taken apart any further', () => {
	expect(expand('{a,b}'.repeat(6))).toHaveLength(64);
	expect(expand('{a,b}'.repeat(7))).toHaveLength(64);
	expect(expand(`{${'a,'.repeat(99)}a}`)).toHaveLength(100);
});
