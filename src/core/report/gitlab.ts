import type { Severity } from '../finding.ts';
import { ruleUrl } from '../rules/settings.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { LintedFile } from './lint-report.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** `--format gitlab`: a Code Quality report. GitLab drops every field it does not know, so the address ends the description. */
export function gitlabReport(files: readonly LintedFile[]): string {
	const issues = files.flatMap((file) => {
		const fingerprints = fingerprintsOf(file);
		return file.findings.map(({ rule, severity, message, range }, index) => ({
			description: `${message} ${ruleUrl(rule, file.settings)}`,
			check_name: rule,
			fingerprint: fingerprints[index],
			severity: SEVERITIES[severity],
			location: { path: file.path, lines: { begin: range.start.line, end: range.end.line } },
		}));
	});
	return `${JSON.stringify(issues, null, 2)}\n`;
}
