import { expect, test } from 'vitest';
import { ShellVariables } from '#core/shell/variables.ts';

const word = (text: string | undefined) => ({
	word: { raw: text ?? '$x', text, span: { start: 0, end: 0 } },
	origin: { pos: 0, end: 0 },
});

function withValues(): ShellVariables {
	const variables = new ShellVariables();
	variables.set('a', 'b c');
	variables.set('unknown', undefined);
	variables.set('none', '');
	variables.arguments = [word('one'), word('two words'), word(undefined)];
	return variables;
}

test.each([
	['$a', 'b c', ['b', 'c']],
	['${a}', 'b c', ['b', 'c']],
	['"$a"', 'b c', ['b c']],
	['x-$a', 'x-b c', ['x-b', 'c']],
	['"x $a"', 'x b c', ['x b c']],
	['x $a', undefined, undefined],
	['$none', '', []],
	['"$none"', '', ['']],
	['$1', 'one', ['one']],
	['$2', 'two words', ['two', 'words']],
	['$3', undefined, undefined],
	['$4', undefined, undefined],
	['$unknown', undefined, undefined],
	['$other', undefined, undefined],
	['${a:-b}', undefined, undefined],
	['$(a)', undefined, undefined],
	['plain', undefined, undefined],
	['"', undefined, undefined],
])('%s stands for %j, and its words are %j', (raw, value, words) => {
	expect(withValues().valueOf(raw)).toBe(value);
	expect(withValues().wordsOf(raw)).toEqual(words);
});

test.each([
	['"$@"', ['one', 'two words', undefined]],
	['$@', undefined],
	['$*', undefined],
	['$1', ['one']],
	['"${2}"', ['two words']],
	['$2', undefined],
	['"$9"', []],
	['"$@x"', undefined],
])('the arguments of a function that %s stands for are %j', (raw, words) => {
	expect(
		withValues()
			.argumentsOf(raw)
			?.map((one) => one.word.text),
	).toEqual(words);
});

test('nothing is known before anything is set', () => {
	const variables = new ShellVariables();
	expect(variables.isEmpty).toBe(true);
	expect(variables.valueOf('$a')).toBeUndefined();
	expect(variables.argumentsOf('"$@"')).toBeUndefined();
	variables.arguments = [word('one')];
	expect(variables.isEmpty).toBe(false);
});

test('what is very long is not worked out: a value, a word, and all words together', () => {
	const variables = new ShellVariables();
	variables.set('a', 'x'.repeat(4_000));
	expect(variables.valueOf('$a')).toHaveLength(4_000);
	expect(variables.valueOf('$a-')).toBeUndefined();
	variables.set('b', 'x'.repeat(4_001));
	expect(variables.valueOf('$b')).toBeUndefined();
	expect(listAnswers()).toHaveLength(50);
});

/** Those of sixty words of 4,000 characters that are worked out. */
function listAnswers(): string[] {
	const variables = new ShellVariables();
	variables.set('a', 'x'.repeat(4_000));
	const answers = Array.from({ length: 60 }, () => variables.valueOf('$a'));
	return answers.filter((answer) => answer !== undefined);
}
