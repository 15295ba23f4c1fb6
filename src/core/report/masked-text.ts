import type { LintedFile } from './lint-report.ts';

/** The text of a file as a report may show it: every secret that a finding points at is dots, and every place stays. */
export function maskSecrets({ text, findings }: Pick<LintedFile, 'text' | 'findings'>): string {
	const secrets = findings.flatMap((finding) => finding.secrets ?? []);
	secrets.sort((a, b) => a.start - b.start);
	const parts: string[] = [];
	let at = 0;
	for (const { start, end } of secrets) {
		if (end <= at) continue;
		const from = Math.max(at, start);
		parts.push(text.slice(at, from), text.slice(from, end).replace(/[^\s"'\\]/g, '•'));
		at = end;
	}
	return parts.join('') + text.slice(at);
}
