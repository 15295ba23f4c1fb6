import type { Severity } from '../finding.ts';
import { buildRuleUrl } from '../lint/settings.ts';
import { computeFingerprints } from './fingerprint.ts';
import type { LintedFile } from './lint-report.ts';
import { redactFiles } from './secrets/redact.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** `--format gitlab`: a Code Quality report. GitLab drops every field it does not know, so the address ends the description. */
export function formatGitlabReport(files: readonly LintedFile[]): string {
	const issues = redactFiles(files).flatMap((file) => {
		const fingerprints = computeFingerprints(file);
		return file.findings.map(({ rule, severity, message, range }, index) => ({
			description: `${message} ${buildRuleUrl(rule, file.settings)}`,
			check_name: rule,
			fingerprint: fingerprints[index],
			severity: SEVERITIES[severity],
			location: { path: file.path, lines: { begin: range.start.line, end: range.end.line } },
		}));
	});
	return `${JSON.stringify(issues, null, 2)}\n`;
}
