import { describe, expect, test } from 'vitest';
import { makeBakeScope, readBakeFile } from '#core/build-definitions/bake-file.ts';
import { evaluate } from '#core/hcl/evaluate.ts';
import { parseHcl } from '#core/hcl/parse-body.ts';
import type { HclValue } from '#core/hcl/value.ts';

/** What an expression is worth behind these files. */
function evaluateBehind(expression: string, ...files: readonly string[]): HclValue {
	const bodies = files.flatMap((text) => readBakeFile(text.startsWith('{') ? 'a.json' : 'a.hcl', text) ?? []);
	const parsed = parseHcl(`x = ${expression}\n`).attributes.get('x');
	return parsed && evaluate(parsed, makeBakeScope(bodies));
}

const HCL = `
variable "TAG" { default = "1" }
variable "NONE" {}
variable "OTHER" { default = { base = { context = "mine" } } }
NAME = "app-\${TAG}"
LOOP = "\${LOOP}x"
target "base" { context = "./\${TAG}" }
function "add" {
	params = [a, b]
	result = a + b
}
function "join_all" {
	params = [sep]
	variadic_params = parts
	result = join(sep, parts)
}
function "none" { params = [a] }
function "loop" {
	params = [a]
	result = loop(a)
}
`;
const JSON_TEXT = JSON.stringify({
	variable: { TAG: { default: '1' }, NONE: {}, OTHER: { default: { base: { context: 'mine' } } } },
	NAME: 'app-${TAG}',
	LOOP: '${LOOP}x',
	target: { base: [{ context: './${TAG}' }] },
	function: {
		add: { params: ['a', 'b'], result: '${a + b}' },
		join_all: { params: ['sep'], variadic_params: 'parts', result: '${join(sep, parts)}' },
		none: { params: ['a'] },
		loop: { params: ['a'], result: '${loop(a)}' },
	},
	group: 'a plain value',
	list: [1, true, null, { k: 'v' }],
});

describe.each([
	['HCL', HCL],
	['JSON', JSON_TEXT],
])('a Bake file in %s', (_, text) => {
	test.each<readonly [expression: string, value: HclValue]>([
		['TAG', '1'],
		['NONE', undefined],
		['NAME', 'app-1'],
		['LOOP', undefined],
		['target.base.context', './1'],
		['OTHER.base.context', 'mine'],
		['target.base.none', undefined],
		['target.other.context', undefined],
		['target', undefined],
		['add(1, 2)', 3],
		['add(1)', undefined],
		['join_all("-", "a", "b")', 'a-b'],
		['none("a")', undefined],
		['loop("a")', undefined],
		['upper(NAME)', 'APP-1'],
	])('makes %s %j', (expression, value) => {
		expect(evaluateBehind(expression, text)).toEqual(value);
	});
});

test('a value of JSON stays what it is, and a block that is no mapping is a value', () => {
	expect(evaluateBehind('list', JSON_TEXT)).toEqual([1, true, null, { k: 'v' }]);
	expect(evaluateBehind('group', JSON_TEXT)).toBe('a plain value');
});

test('of several files the later one wins', () => {
	expect(evaluateBehind('NAME', HCL, 'variable "TAG" {\n  default = "2"\n}\n')).toBe('app-2');
	expect(evaluateBehind('target.base.context', HCL, 'target "base" {\n  context = "c"\n}\n')).toBe('c');
});

test.each([
	['a.hcl', 'target "a" {'],
	['a.json', '{"target": '],
	['a.json', '[]'],
	['a.json', 'null'],
	['a.json', 'target "a" {}'],
])('%s with the text %j is no Bake file', (path, text) => {
	expect(readBakeFile(path, text)).toBeUndefined();
});

test('a byte order mark before JSON is none of it', () => {
	expect(readBakeFile('a.json', '\uFEFF{"A": "b"}')?.attributes.size).toBe(1);
});
