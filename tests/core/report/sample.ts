import type { Finding } from '#core/finding.ts';
import { DEFAULT_SETTINGS } from '#core/lint/settings.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { indexLines } from '#core/source/position.ts';

export const SITE = 'https://kb.example.org/docker/';

/** A finding on the first place where `marked` stands in the text. */
export function findingAt(text: string, marked: string, more: Partial<Finding> = {}): Finding {
	const start = text.indexOf(marked);
	if (start === -1) throw new Error(`\`${marked}\` is not in the text.`);
	const span = { start, end: start + marked.length };
	return {
		rule: 'git-in-image',
		severity: 'warning',
		message: 'git ends up in the image.',
		range: indexLines(text).rangeOf(span),
		span,
		...more,
	};
}

export function lintedFile(path: string, text: string, findings: readonly Finding[]): LintedFile {
	return { path, text, findings, settings: { ...DEFAULT_SETTINGS, site: SITE }, fixed: [] };
}

const TEXT = 'FROM debian:12\r\nRUN apt-get install -y git # 🐳 é, git\nADD a b\n';

/** A file with odd characters in path, text and messages, a fix, and a place that explains. */
export function sample(): LintedFile {
	const add = TEXT.indexOf('ADD');
	return lintedFile('a b/Dockerfile,x', TEXT, [
		findingAt(TEXT, 'git', {
			related: [{ range: indexLines(TEXT).rangeOf({ start: 0, end: 4 }), message: 'The stage begins here.' }],
		}),
		findingAt(TEXT, 'é, git', {
			rule: 'key-in-image',
			severity: 'error',
			message: '100% `a|b` $X {0}\nsecond line: [x](y) ::error::<b>',
		}),
		findingAt(TEXT, 'ADD', {
			rule: 'add-for-local-copy',
			severity: 'info',
			message: '`ADD` does more than copy.',
			fix: {
				title: 'Write COPY.',
				kind: 'safe',
				edits: [{ span: { start: add, end: add + 3 }, text: 'COPY' }],
			},
		}),
	]);
}
