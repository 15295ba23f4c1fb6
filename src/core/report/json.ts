import type { Finding } from '../finding.ts';
import { ruleUrl, type Settings } from '../rules/settings.ts';
import { isFixable, type LintedFile, totalsOf } from './lint-report.ts';

/** `--format json`, version 1 of its shape. Fields are only ever added. */
export function jsonReport(files: readonly LintedFile[]): string {
	return [...jsonReportParts(files)].join('');
}

/** The same, piece by piece, so that the report of a very long file is never in memory as a whole. */
export function* jsonReportParts(files: readonly LintedFile[]): Generator<string> {
	yield '{\n  "version": 1,\n  "files": [';
	for (const [index, { path, findings, settings }] of files.entries()) {
		yield `${index === 0 ? '' : ','}\n    {\n      "path": ${JSON.stringify(path)},\n      "findings": [`;
		yield* listed(findings, settings);
		yield `${findings.length === 0 ? '' : '\n      '}]\n    }`;
	}
	yield `${files.length === 0 ? '' : '\n  '}],\n  "summary": ${indented(totalsOf(files), '  ')}\n}\n`;
}

const FINDINGS_A_PIECE = 500;

function* listed(findings: readonly Finding[], settings: Settings): Generator<string> {
	for (let at = 0; at < findings.length; at += FINDINGS_A_PIECE) {
		const piece = findings
			.slice(at, at + FINDINGS_A_PIECE)
			.map((finding) => `\n        ${indented(shown(finding, settings), '        ')}`);
		yield `${at === 0 ? '' : ','}${piece.join(',')}`;
	}
}

function shown(finding: Finding, settings: Settings) {
	return {
		rule: finding.rule,
		severity: finding.severity,
		message: finding.message,
		range: finding.range,
		url: ruleUrl(finding.rule, settings),
		fixable: isFixable(finding),
	};
}

function indented(value: object, margin: string): string {
	return JSON.stringify(value, null, 2).replaceAll('\n', `\n${margin}`);
}
