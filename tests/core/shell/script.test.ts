import { expect, test } from 'vitest';
import {
	alignBacktickScript,
	decodeJsonScript,
	extractScript,
	locateSpan,
	makeScript,
	type ShellScript,
	unquoteScript,
} from '#core/shell/script.ts';

const OFFSET = 10;
const whole = (source: string): ShellScript => makeScript(source, OFFSET);

/** For each character of a script, what it is in the source. */
const listSources = (script: ShellScript, source: string) =>
	[...script.text].map((_, at) => {
		const { start, end } = locateSpan(script, at, at + 1);
		return source.slice(start - OFFSET, end - OFFSET);
	});

test.each([
	["a'b c'd", 'ab cd'],
	['"a b"', 'a b'],
	['"a\\"b\\x"', 'a"b\\x'],
	['a\\ b', 'a b'],
	["'a\\b'", 'a\\b'],
	['a\\\nb', 'ab'],
	['"a\\\nb"', 'ab'],
	['"it\'s"', "it's"],
	['\'say "x"\'', 'say "x"'],
	['"$(a "b")c"', '$(a "b")c'],
	["$(a ')' b)'c'", "$(a ')' b)c"],
	['$(a ")\\")" b)"c"', '$(a ")\\")" b)c'],
	['$(a \\) b)"c"', '$(a \\) b)c'],
	["$(a '\\' b)'c'", "$(a '\\' b)c"],
	['$(a (b) c)"d"', '$(a (b) c)d'],
	['$(a "b"', '$(a "b"'],
	['$a"b"', '$ab'],
	['a\\', 'a'],
	['""', ''],
])('the value of the word %s is %s, each character where it stands', (source, value) => {
	const script = unquoteScript(whole(source), 0, source.length);
	expect(script.text).toBe(value);
	expect(listSources(script, source)).toEqual([...value]);
});

test.each([
	['"ab"', 'ab', ['a', 'b']],
	['"a\\n\\"b"', 'a\n"b', ['a', '\\n', '\\"', 'b']],
	['"\\u0061b"', 'ab', ['\\u0061', 'b']],
	['""', '', []],
])('the JSON text %s is given to the shell as %j', (source, value, sources) => {
	const script = decodeJsonScript(whole(source), 0, source.length);
	expect(script.text).toBe(value);
	expect(listSources(script, source)).toEqual(sources);
});

test('what stands in backticks stands where its letters do, their backslashes left out', () => {
	const source = 'a \\`b\\` \\$c \\d';
	const script = alignBacktickScript(whole(source), 'a `b` $c \\d', 0);
	expect(listSources(script, source)).toEqual([...'a `b` $c \\d']);
});

test('a part of a script and the lines of a file with CRLF stay where they are', () => {
	const source = 'a\r\nb c';
	const script = whole(source);
	expect(script.text).toBe('a \nb c');
	const part = extractScript(script, 3, 6);
	expect(part.text).toBe('b c');
	expect(locateSpan(part, 2, 3)).toEqual({ start: OFFSET + 5, end: OFFSET + 6 });
	expect(locateSpan(part, 2, 2)).toEqual({ start: OFFSET + 5, end: OFFSET + 5 });
});
