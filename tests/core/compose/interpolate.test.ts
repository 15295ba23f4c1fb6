import { describe, expect, test } from 'vitest';
import { cutText, expandVariables, isKnown, locateOutsideVariables } from '#core/compose/interpolate.ts';

const GIVEN = new Map<string, string | null>([
	['SET', 'value'],
	['EMPTY', ''],
	['SECRET', null],
]);
const OFFSET = 100;

function expand(text: string) {
	const span = { start: OFFSET, end: OFFSET + text.length };
	const scalar = {
		type: 'scalar',
		value: text,
		text,
		span,
		sourceOffset: (at: number) => OFFSET + at,
	} as const;
	return expandVariables(scalar, GIVEN);
}

describe('Compose reads', () => {
	test.each([
		['plain', 'plain'],
		['a$$b', 'a$b'],
		['$$SET', '$SET'],
		['$SET-x', 'value-x'],
		['${SET}x', 'valuex'],
		['${EMPTY}', ''],
		['$OTHER', '$OTHER'],
		['${OTHER}', '${OTHER}'],
		['$SECRET ${SECRET:-x}', '$SECRET ${SECRET:-x}'],
		['${OTHER:-a}', 'a'],
		['${OTHER-a}', 'a'],
		['${OTHER:-}', ''],
		['${EMPTY:-a}', 'a'],
		['${EMPTY-a}', ''],
		['${SET:-a}', 'value'],
		['${SET-a}', 'value'],
		['${SET:?no}', 'value'],
		['${SET?no}', 'value'],
		['${EMPTY?no}', ''],
		['${EMPTY:?no}', '${EMPTY:?no}'],
		['${OTHER:?no}', '${OTHER:?no}'],
		['${SET:+a}', 'a'],
		['${EMPTY:+a}', '${EMPTY:+a}'],
		['${EMPTY+a}', 'a'],
		['${OTHER+a}', '${OTHER+a}'],
		['${OTHER:-${SET}}', 'value'],
		['${OTHER:-${ALSO:-b}}-c', 'b-c'],
		['${OTHER:-$$}', '$'],
		['${SET', '${SET'],
		['${SET.x}', '${SET.x}'],
		['${}', '${}'],
		['${1}', '${1}'],
		['$', '$'],
		['$1', '$1'],
		['a}b', 'a}b'],
	])('%s as %s', (text, expanded) => {
		expect(expand(text).text).toBe(expanded);
	});
});

test.each([
	['a$SET.b', 'b', 6],
	['a${OTHER:-xyz}b', 'y', 11],
	['a${OTHER:-xyz}b', 'b', 14],
	['$$a', 'a', 2],
	['x${OTHER}y', 'y', 9],
])('in %s the character %s of the value stands at %d', (text, char, at) => {
	const expanded = expand(text);
	expect(expanded.sourceOffset(expanded.text.lastIndexOf(char))).toBe(OFFSET + at);
});

test('a part of a text has its place', () => {
	const text = expand('ab:cd');
	expect(cutText(text, 3, 5)).toMatchObject({ text: 'cd', span: { start: 103, end: 105 } });
	expect(cutText(text, 3, 3)).toMatchObject({ text: '', span: { start: 103, end: 103 } });
	expect(cutText(text, 3, 5).sourceOffset(1)).toBe(104);
});

test.each([
	['80:90', [2]],
	['${A:?b}:90', [7]],
	['${A:-${B:-c}:d}:e', [15]],
	['a}:b', [2]],
	['${A:', []],
])('in %s the colons outside variables stand at %j', (text, positions) => {
	expect(locateOutsideVariables(text, ':')).toEqual(positions);
});

test('a text is known where no variable is left', () => {
	expect([isKnown('a'), isKnown('a$B')]).toEqual([true, false]);
});
