import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '#core/lint/lint.ts';
import { findRule } from '#core/rules/all-rules.ts';
import { contextOf } from './rule-test.ts';

/**
 * Files in the forms that people really write, and what one rule marks in each of them. A case begins with a line
 * `=== <rule> [path] [{files of the context}]`, which `«marked text»` or `silent` ends; the file follows.
 */
const FOLDER = join(import.meta.dirname, 'odd-forms');

interface OddForm {
	readonly rule: string;
	readonly path: string;
	readonly files: Readonly<Record<string, string>> | undefined;
	readonly marks: readonly string[];
	readonly text: string;
}

describe.each(readdirSync(FOLDER))('%s', (file) => {
	test.each(casesIn(readFileSync(join(FOLDER, file), 'utf8')))('$rule: $text', (one) => {
		const rule = findRule(one.rule);
		expect(rule, `the rule ${one.rule}`).toBeDefined();
		const findings = lint(
			{ path: one.path, text: one.text },
			{ rules: rule ? [rule] : [], ...(one.files && { context: contextOf(one.files) }) },
		);
		expect(findings.map(({ span }) => one.text.slice(span.start, span.end))).toEqual(one.marks);
	});
});

function casesIn(text: string): OddForm[] {
	return text
		.split(/^=== /m)
		.slice(1)
		.map((part) => {
			const [head = '', ...lines] = part.split('\n');
			const [, rule = '', path = 'Dockerfile', files] =
				/^(\S+)(?: ([\w.-]+\.\w+))?(?: (\{.*?\}) (?=«|silent))?/.exec(head) ?? [];
			return {
				rule,
				path,
				files: files === undefined ? undefined : (JSON.parse(files) as Record<string, string>),
				marks: [...head.matchAll(/«(.*?)»/g)].map(([, mark = '']) => mark.replaceAll('⏎', '\n')),
				text: lines.join('\n'),
			};
		});
}
