import { expect, test } from 'vitest';
import { mountFields } from '#core/dockerfile/mounts.ts';

test.each<readonly [value: string, fields: readonly string[] | undefined]>([
	['type=cache,target=/x', ['type=cache', 'target=/x']],
	['target=/x,ro', ['target=/x', 'ro']],
	['target=/x,', ['target=/x', '']],
	['"target=/x,y",ro', ['target=/x,y', 'ro']],
	['type=bind,"target=/x""y"', ['type=bind', 'target=/x"y']],
	['"a""",b', ['a"', 'b']],
	['"a",', ['a', '']],
	['""', ['']],
	['a"b,c', undefined],
	['"a"b', undefined],
	['"a', undefined],
	['"a""', undefined],
	['', undefined],
])('a mount is a line of CSV: %s has the fields %j', (text, fields) => {
	const span = { start: 0, end: text.length };
	expect(mountFields({ text, span })?.map((field) => field.text)).toEqual(fields);
});

test('keys are the same in capitals; a value is all behind the first equals sign', () => {
	const text = 'TARGET=/a=B,RO';
	expect(mountFields({ text, span: { start: 0, end: text.length } })).toEqual([
		{ key: 'target', value: '/a=B', text: 'TARGET=/a=B' },
		{ key: 'ro', value: undefined, text: 'RO' },
	]);
});
