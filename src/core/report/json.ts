import type { Finding } from '../finding.ts';
import { buildRuleUrl, type LintSettings } from '../lint/settings.ts';
import { countTotals, isFixable, type LintedFile } from './lint-report.ts';
import { redactFiles } from './secrets/redact.ts';

/** `--format json`, version 1 of its shape. Fields are only ever added. */
export function formatJsonReport(files: readonly LintedFile[]): string {
	return [...formatJsonReportParts(files)].join('');
}

/** The same, piece by piece, so that the report of a very long file is never in memory as a whole. */
export function* formatJsonReportParts(linted: readonly LintedFile[]): Generator<string> {
	const files = redactFiles(linted);
	yield '{\n  "version": 1,\n  "files": [';
	for (const [index, { path, findings, settings }] of files.entries()) {
		yield `${index === 0 ? '' : ','}\n    {\n      "path": ${JSON.stringify(path)},\n      "findings": [`;
		yield* formatFindingParts(findings, settings);
		yield `${findings.length === 0 ? '' : '\n      '}]\n    }`;
	}
	yield `${files.length === 0 ? '' : '\n  '}],\n  "summary": ${formatIndentedJson(countTotals(files), '  ')}\n}\n`;
}

const FINDINGS_A_PIECE = 500;

function* formatFindingParts(findings: readonly Finding[], settings: LintSettings): Generator<string> {
	for (let at = 0; at < findings.length; at += FINDINGS_A_PIECE) {
		const piece = findings
			.slice(at, at + FINDINGS_A_PIECE)
			.map((finding) => `\n        ${formatIndentedJson(buildJsonFinding(finding, settings), '        ')}`);
		yield `${at === 0 ? '' : ','}${piece.join(',')}`;
	}
}

function buildJsonFinding(finding: Finding, settings: LintSettings) {
	return {
		rule: finding.rule,
		severity: finding.severity,
		message: finding.message,
		range: finding.range,
		url: buildRuleUrl(finding.rule, settings),
		fixable: isFixable(finding),
	};
}

function formatIndentedJson(value: object, margin: string): string {
	return JSON.stringify(value, null, 2).replaceAll('\n', `\n${margin}`);
}
