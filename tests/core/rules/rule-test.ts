import { describe, expect, test } from 'vitest';
import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import type { BuildContext } from '#core/build-context/model.ts';
import type { Edit, Finding, Severity } from '#core/finding.ts';
import { lint } from '#core/lint/lint.ts';
import { DEFAULT_SETTINGS, type LintSettings } from '#core/lint/settings.ts';
import type { Rule } from '#core/rules/rule.ts';

/** A finding as a case declares it: the text it marks, where that starts, and the whole message. */
export interface ExpectedFinding {
	readonly text: string;
	/** Line and column, counted from 1. */
	readonly at: readonly [line: number, column: number];
	readonly message: string;
	/** Where it is another than the rule's. */
	readonly severity?: Severity;
}

export interface PassingCase {
	/** A true sentence: `knows the image behind a variable`. */
	readonly name: string;
	readonly text: string;
	/** `Dockerfile` unless told. */
	readonly path?: string;
	/** The files of the build context beside it, `.dockerignore` included. Without it the rule has no context. */
	readonly files?: Readonly<Record<string, string>>;
	readonly settings?: Partial<LintSettings>;
}

export interface ReportingCase extends PassingCase {
	/** All of them, in order of place. */
	readonly findings: readonly ExpectedFinding[];
	/** The whole text after every fix was applied; the rule then offers no fix any more. */
	readonly fixed?: string;
}

/** Runs one rule alone over each case, and checks its findings both ways: what is declared comes, and nothing else. */
export function ruleTest(
	rule: Rule,
	cases: { readonly reports: readonly ReportingCase[]; readonly passes: readonly PassingCase[] },
): void {
	describe(rule.id, () => {
		describe('reports', () => {
			test.each(cases.reports.map((one) => [one.name, one] as const))('%s', (_, one) => {
				const findings = run(rule, one);
				expect(findings.map((finding) => declared(finding, one.text, rule))).toEqual(one.findings);
				if (one.fixed === undefined) return;
				const fixed = apply(findings, one.text);
				expect(fixed).toBe(one.fixed);
				expect(run(rule, { ...one, text: fixed }).filter(({ fix }) => fix?.kind === 'safe')).toEqual([]);
			});
		});
		describe('is silent:', () => {
			test.each(cases.passes.map((one) => [one.name, one] as const))('%s', (_, one) => {
				expect(run(rule, one).map((finding) => declared(finding, one.text, rule))).toEqual([]);
			});
		});
	});
}

/** A text in which `«…»` marks each finding of the rule, in order; or a case with more to say, its `text` marked so. */
type MarkedCase = string | (Omit<PassingCase, 'name'> & { readonly name?: string });

/** Runs one rule alone over marked texts: what is marked is reported, with exactly this range, and nothing else. */
export function markedTest(rule: Rule, cases: readonly MarkedCase[], path = 'Dockerfile'): void {
	describe(`${rule.id} marks`, () => {
		test.each(cases.map((one) => (typeof one === 'string' ? { text: one } : one)))('$text', (one) => {
			const text = one.text.replace(/[«»]/g, '');
			const marks = [...one.text.matchAll(/«([^»]*)»/g)].map(({ 1: mark, index }, before) => ({
				mark,
				start: index - 2 * before,
			}));
			const findings = run(rule, { name: '', path, ...one, text });
			expect(
				findings.map(({ span }) => ({ mark: text.slice(span.start, span.end), start: span.start })),
			).toEqual(marks);
		});
	});
}

/** A build context made of these files, a repository; `.dockerignore` among them is in force. */
export function contextOf(files: Readonly<Record<string, string>>): BuildContext {
	const ignoreText = files['.dockerignore'];
	const { isIgnored } = parseIgnoreFile(ignoreText ?? '');
	return {
		files: Object.keys(files).sort(),
		isIgnored,
		read: (path) => files[path],
		isRepository: true,
		...(ignoreText !== undefined && { ignoreFile: '.dockerignore' }),
	};
}

function run(rule: Rule, { text, path = 'Dockerfile', files, settings }: PassingCase): Finding[] {
	return lint(
		{ path, text },
		{
			rules: [rule],
			settings: { ...DEFAULT_SETTINGS, ...settings },
			...(files && { context: contextOf({ ...files, [path]: text }) }),
		},
	);
}

function declared(
	{ rule: id, span, range: { start }, message, severity }: Finding,
	text: string,
	rule: Rule,
): ExpectedFinding {
	const place = { text: text.slice(span.start, span.end), at: [start.line, start.column] as const, message };
	return id !== rule.id || severity === rule.severity ? place : { ...place, severity };
}

function apply(findings: readonly Finding[], text: string): string {
	const edits = findings.flatMap(({ fix }): readonly Edit[] => fix?.edits ?? []);
	return edits
		.toSorted((a, b) => b.span.start - a.span.start)
		.reduce((after, { span, text: put }) => after.slice(0, span.start) + put + after.slice(span.end), text);
}
