import { describe, expect, test } from 'vitest';
import { evaluate, type HclScope } from '#core/hcl/evaluate.ts';
import { HclError } from '#core/hcl/model.ts';
import { parseHcl } from '#core/hcl/parse-body.ts';
import type { HclValue } from '#core/hcl/value.ts';

const VALUES: Readonly<Record<string, HclValue>> = {
	A: 'alpha',
	N: 3,
	YES: true,
	LIST: ['p', 'q'],
	MAP: { k: 'v' },
};

function makeScope(mostSteps = 10_000): HclScope {
	let steps = 0;
	return {
		takeStep: () => ++steps < mostSteps,
		findValue: (name) => VALUES[name],
		findTargetValue: () => undefined,
		callOwnFunction: () => null,
	};
}

function evaluateText(text: string, scope = makeScope()): HclValue {
	const expression = parseHcl(`x = ${text}\n`).attributes.get('x');
	if (!expression) throw new Error('no expression');
	return evaluate(expression, scope);
}

describe('an expression', () => {
	test.each<[string, HclValue]>([
		['"a"', 'a'],
		['"${A}-${N}"', 'alpha-3'],
		['"${LIST}"', ['p', 'q']],
		['"$${A}"', '${A}'],
		['N + 2 * 3', 9],
		['(N + 2) * 3', 15],
		['-N', -3],
		['N > 2 && YES ? "y" : "n"', 'y'],
		['LIST[1]', 'q'],
		['MAP.k', 'v'],
		['MAP["k"]', 'v'],
		['[for x in LIST : upper(x)]', ['P', 'Q']],
		['{ for i, x in LIST : x => i }', { p: 0, q: 1 }],
		['[for x in LIST : x if x != "p"]', ['q']],
		['[{ n = "1" }, { n = "2" }][*].n', ['1', '2']],
		['concat(LIST...)', undefined],
		['concat([["x"], LIST]...)', ['x', 'p', 'q']],
		['"%%{a} $$"', '%{a} $$'],
		['"a\\tb\\u00e9\\U0001F433\\\\"', 'a\tbé🐳\\'],
		['"\\uzzzz"', '\ufffd'],
		['"${~ A ~}"', undefined],
		['<<-EOT\n    a\n      ${A}\n    EOT', 'a\n  alpha\n'],
		['<<EOT\n  a\nEOT', '  a\n'],
		['N <= 3', true],
		['N < 3', false],
		['N >= 3', true],
		['N > 3', false],
		['N - 1', 2],
		['N / 2', 1.5],
		['N % 2', 1],
		['N == 3', true],
		['N != 3', false],
		['A == null', false],
		['null == null', true],
		['!YES', false],
		['YES || N > 5', true],
		['YES && N > 5', false],
		['"false" || "true"', true],
		['{ for k, v in { b = "1", a = "2" } : k => v }', { a: '2', b: '1' }],
		['[for k, v in { b = "1", a = "2" } : "${k}${v}"]', ['a2', 'b1']],
		['A[*]', ['alpha']],
		['null[*]', []],
		['join("-", LIST)', 'p-q'],
		['[\n  "a", # one\n  "b",\n]', ['a', 'b']],
	])('%s is %j', (text, value) => {
		expect(evaluateText(text)).toEqual(value);
	});

	test.each([
		'MISSING',
		'"${MISSING}"',
		'MISSING ? "a" : "b"',
		'timestamp()',
		'upper(MISSING)',
		'LIST[9]',
		'A + 1',
		'N == "3"',
		'"%{ if YES }a%{ endif }"',
		'1 / 0',
		'1 % 0',
		'-A',
		'!A',
		'A && YES',
		'YES || A',
		'MISSING == 1',
		'1 == MISSING',
		'LIST == LIST',
		'MAP["none"]',
		'MAP.toString',
		'MISSING[*].n',
		'concat(A...)',
		'[for x in LIST : x if MISSING]',
		'[for x in A : x]',
		'{ for x in LIST : MISSING => x }',
		'{ for x in LIST : x => x... }',
	])('%s is not known', (text) => {
		expect(evaluateText(text)).toBeUndefined();
	});

	test('that goes through more than any file asks for is not known, and comes to an end', () => {
		const list = `[${'"a",'.repeat(200)}]`;
		const nested = `[for a in ${list} : [for b in ${list} : [for c in ${list} : [for d in ${list} : "x"]]]]`;
		const started = performance.now();
		evaluateText(nested, makeScope(50_000));
		expect(performance.now() - started).toBeLessThan(2000);
	});
});

describe('a text that is no HCL', () => {
	test.each(['a = ', 'a = "b', 'a {', 'target "a {\n}', 'a = [1, 2', 'a = <<EOT\nb\n', '}', 'a = ${b}'])(
		'%j is refused',
		(text) => {
			expect(() => parseHcl(text)).toThrow(HclError);
		},
	);

	test.each([10_000, 100_000])('%i brackets within brackets are refused, not followed', (depth) => {
		expect(() => parseHcl(`a = ${'['.repeat(depth)}`)).toThrow(HclError);
		expect(() => parseHcl('a {\n'.repeat(depth))).toThrow(HclError);
		expect(() => parseHcl(`a = ${'-'.repeat(depth)}1`)).toThrow(HclError);
	});
});
