import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Fix, FixKind } from '#core/finding.ts';
import { fixAll } from '#core/lint/fix.ts';
import { indexLines } from '#core/source/position.ts';

type FakeRule = readonly [rule: string, pattern: RegExp, fix?: string | undefined, kind?: FixKind];

/** A linter that reports every place a pattern matches, with the fix given for it. */
function linter(...rules: readonly FakeRule[]) {
	return (text: string): Finding[] =>
		rules
			.flatMap(([rule, pattern, replacement, kind = 'safe']) =>
				[...text.matchAll(pattern)].map((match): Finding => {
					const span = { start: match.index, end: match.index + match[0].length };
					const fix: Fix | undefined =
						replacement === undefined
							? undefined
							: { title: 'Change it.', kind, edits: [{ span, text: replacement }] };
					return {
						rule,
						severity: 'warning',
						message: rule,
						span,
						range: indexLines(text).rangeOf(span),
						...(fix === undefined ? {} : { fix }),
					};
				}),
			)
			.sort((a, b) => a.span.start - b.span.start);
}

/** How often a text is linted until nothing is left to fix, the first time included. */
function countLints(text: string, lint: (text: string) => Finding[]): number {
	let lints = 0;
	fixAll(text, (changed) => {
		lints++;
		return lint(changed);
	});
	return lints;
}

describe('fixes that touch no other are made at once', () => {
	const letters = linter(['letter', /[a-z]/g, '-']);

	test.each([
		['-', 1],
		['a', 2],
		['a-b-c', 2],
		['ab', 3],
		['a-cd', 3],
		['abc', 3],
		['abcd', 3],
	])('%s: %s times', (text, lints) => {
		expect(countLints(text, letters)).toBe(lints);
	});

	test('two insertions at one place touch', () => {
		const insertions = linter(['x', /^(?!.*X)/g, 'X'], ['y', /^(?!.*Y)/g, 'Y']);
		expect(countLints('a', insertions)).toBe(3);
		expect(fixAll('a', insertions).text).toBe('YXa');
	});
});

describe('fixing', () => {
	test('makes every safe fix and says which', () => {
		const result = fixAll('ADD a\nRUN x\nADD b\n', linter(['add', /ADD/g, 'COPY']));
		expect(result.text).toBe('COPY a\nRUN x\nCOPY b\n');
		expect(result.fixed.map(({ rule }) => rule)).toEqual(['add', 'add']);
		expect(result.findings).toEqual([]);
	});

	test('leaves fixes alone that are not safe', () => {
		const result = fixAll('ADD a\n', linter(['add', /ADD/g, 'COPY', 'offered']));
		expect([result.text, result.fixed.length, result.findings.length]).toEqual(['ADD a\n', 0, 1]);
	});

	test('makes them too where both kinds are asked for', () => {
		const lint = linter(['add', /ADD/g, 'COPY', 'offered'], ['bad', /bad/g, 'good']);
		expect(fixAll('ADD a\nbad\n', lint, ['safe', 'offered']).text).toBe('COPY a\ngood\n');
	});

	test('drops a fix after which another finding comes, and keeps the rest', () => {
		const lint = linter(['add', /ADD/g, 'COPY'], ['bad', /bad/g, 'worse'], ['worse', /worse/g]);
		const result = fixAll('ADD a\nbad\nADD b\n', lint);
		expect(result.text).toBe('COPY a\nbad\nCOPY b\n');
		expect(result.findings.map(({ rule }) => rule)).toEqual(['bad']);
	});

	test('drops a fix that does not take its finding away', () => {
		expect(fixAll('x', linter(['x', /x+/g, 'xx'])).text).toBe('x');
	});

	test('drops a fix that breaks the file', () => {
		const lint = linter(['add', /ADD/g, 'COPPY'], ['syntax', /COPPY/g]);
		expect(fixAll('ADD a\n', lint).text).toBe('ADD a\n');
	});

	test('makes fixes that touch each other one after the other', () => {
		expect(fixAll('ab', linter(['a', /a/g, 'x'], ['b', /b/g, 'y'])).text).toBe('xy');
	});

	test('makes a fix that overlaps another one that keeps no promise', () => {
		expect(fixAll('ab', linter(['ab', /ab/g, 'abab'], ['b', /b/g, 'y'])).text).toBe('ay');
	});

	test('ends where two fixes undo each other', () => {
		expect(fixAll('a', linter(['a', /a/g, 'b'], ['b', /b/g, 'a'])).text).toBe('a');
	});

	test('keeps CRLF in lines that a fix adds', () => {
		expect(fixAll('a\r\nb\r\n', linter(['b', /b/g, 'c\nd\r\ne'])).text).toBe('a\r\nc\r\nd\r\ne\r\n');
	});

	test('keeps LF in lines that a fix adds', () => {
		expect(fixAll('a\nb\n', linter(['b', /b/g, 'c\nd'])).text).toBe('a\nc\nd\n');
	});

	test('ends soon with a thousand fixes that all fail', () => {
		let calls = 0;
		const lint = linter(['x', /x/g, 'y'], ['y', /y/g]);
		const counted = (text: string) => {
			calls++;
			return lint(text);
		};
		expect(fixAll('x'.repeat(1000), counted).text).toBe('x'.repeat(1000));
		expect(calls).toBeLessThan(200);
	});

	test('twice changes nothing, gains no finding, and loses those it says it fixed', () => {
		const letters = fc.constantFrom('a', 'b', 'c', '\n', '\r\n');
		const rule = fc.tuple(
			fc.constantFrom('p', 'q', 'r', 's'),
			fc.constantFrom(/a/g, /b/g, /ab/g, /c+/g, /^b/gm, /cc/g),
			fc.option(fc.constantFrom('', 'a', 'b', 'ba', 'c\n', 'd'), { nil: undefined }),
			fc.constantFrom('safe' as const, 'offered' as const),
		);
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 30 }), fc.array(rule, { maxLength: 4 }), (parts, rules) => {
				const text = parts.join('');
				const lint = linter(...rules);
				const once = fixAll(text, lint);
				expect(once.findings).toEqual(lint(once.text));
				expect(lint(text).length - once.findings.length).toBeGreaterThanOrEqual(once.fixed.length);
				const twice = fixAll(once.text, lint);
				expect(twice.text).toBe(once.text);
				expect(twice.fixed).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});
