import { ruleUrl } from '../rules/settings.ts';
import { isFixable, type LintedFile, totalsOf } from './lint-report.ts';

/** `--format json`, version 1 of its shape. Fields are only ever added. */
export function jsonReport(files: readonly LintedFile[]): string {
	const report = {
		version: 1,
		files: files.map(({ path, findings, settings }) => ({
			path,
			findings: findings.map((finding) => ({
				rule: finding.rule,
				severity: finding.severity,
				message: finding.message,
				range: finding.range,
				url: ruleUrl(finding.rule, settings),
				fixable: isFixable(finding),
			})),
		})),
		summary: totalsOf(files),
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}
