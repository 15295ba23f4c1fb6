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
		['"\\U0010FFFF\\U00110000"', '\u{10ffff}\ufffd'],
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
		['5 - 2 - 1', 2],
		['-(-N)', 3],
		['!(!YES)', true],
		['LIST.1', 'q'],
		['LIST["1"]', 'q'],
		['[{ n = "1" }].*.n', ['1']],
		['"true" ? "y" : "n"', 'y'],
		['YES ? NO ? 1 : 2 : 3', undefined],
		['YES ? false ? 1 : 2 : 3', 2],
		['format("%s%s", LIST...)', 'pq'],
		['{ format = "a", "b" : "c", (A) = "d" }', { format: 'a', b: 'c', alpha: 'd' }],
		['{ a = "b"\n c = "d" }', { a: 'b', c: 'd' }],
		['[format]', [undefined]],
		['<<-EOT\n    a\n\n    b\n    EOT', 'a\n\nb\n'],
		['<<EOT\r\na\r\nEOT\r', 'a\n'],
		['"a /* b */"', 'a /* b */'],
		['/* one */ 1 // two', 1],
	])('%s is %j', (text, value) => {
		expect(evaluateText(text)).toEqual(value);
	});

	test.each<[string, HclValue]>([
		['(\n1\n+\n2\n)', 3],
		['1 +\n2', 3],
		['YES ?\n"y"\n:\n"n"', 'y'],
		['(YES\n?\n"y"\n:\n"n"\n)', 'y'],
		['[\n"a"\n,\n"b"\n]', ['a', 'b']],
		['{\na\n=\n"b"\n,\nc\n:\n"d"\n}', { a: 'b', c: 'd' }],
		['join(\n"-"\n,\nLIST\n)', 'p-q'],
		['format(\n"%s%s",\nLIST\n...\n)', 'pq'],
		['LIST[\n1\n]', 'q'],
		['LIST[\n0\n+\n1\n]', 'q'],
		['join("-", LIST,\n)', 'p-q'],
		['(MAP\n.k)', 'v'],
		['[\nfor\nx\nin\nLIST\n:\nx\nif\nx\n!=\n"p"\n]', ['q']],
		['{\nfor\ni\n,\nx\nin\nLIST\n:\nx\n=>\ni\nif\ni\n> 0\n}', { q: 1 }],
		['"${\nA\n}"', 'alpha'],
	])('%j may go on over lines', (text, value) => {
		expect(evaluateText(text)).toEqual(value);
	});

	test.each([
		'MISSING',
		'"${MISSING}"',
		'"${~ A}"',
		'"${A ~}"',
		'"x" ? "a" : "b"',
		'YES || MISSING',
		'LIST["x"]',
		'{ (MISSING) = 1 }',
		'A.k',
		'null.k',
		'[for x in null : x]',
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

test('a file may begin with a byte order mark, and have attributes, labels and blocks on one line', () => {
	const { attributes, blocks } = parseHcl('\uFEFFa = 1\r\nb "c" d { e = 2 } f {}\n');
	expect([...attributes.keys()]).toEqual(['a']);
	expect(blocks.map(({ name, labels }) => [name, ...labels])).toEqual([['b', 'c', 'd'], ['f']]);
});

describe('a text that is no HCL', () => {
	test.each([
		'a = ',
		'a = "b',
		'a {',
		'target "a {\n}',
		'a = [1, 2',
		'a = <<EOT\nb\n',
		'}',
		'a = ${b}',
		'a\n= 1',
		'a =\n1',
		'a = 1\n+ 2',
		'a "b"\n{}',
		'a "b {}',
		'a "b\nc" {}',
		'a = f(1 2)',
		'a = [1 2]',
		'a = "%{if"',
		'a = "\\q"',
		'a = {b 1}',
		'a = { = 1 }',
		'a = b.',
		'a = [for x : x]',
		'a = [for in x : x]',
		'a = YES ? 1',
		'a = (1',
		'a = b[1',
	])('%j is refused', (text) => {
		expect(() => parseHcl(text)).toThrow(HclError);
	});

	test.each([10_000, 100_000])('%i brackets within brackets are refused, not followed', (depth) => {
		expect(() => parseHcl(`a = ${'['.repeat(depth)}`)).toThrow(HclError);
		expect(() => parseHcl('a {\n'.repeat(depth))).toThrow(HclError);
		expect(() => parseHcl(`a = ${'-'.repeat(depth)}1`)).toThrow(HclError);
	});
});
