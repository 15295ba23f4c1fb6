import type { Finding } from '../finding.ts';
import type { LintedFile } from './lint-report.ts';

/**
 * One fingerprint for each finding of a file, in the same order. It stays when lines are added or removed elsewhere:
 * it depends on the path, the rule and the text of the line, and counts those that are alike in all of them.
 */
export function computeFingerprints({ path, text, findings }: LintedFile): string[] {
	const seen = new Map<string, number>();
	return findings.map((finding) => {
		const key = `${path}\n${finding.rule}\n${extractFindingLine(text, finding)}`;
		const before = seen.get(key) ?? 0;
		seen.set(key, before + 1);
		return `${hash(key)}${hash(`${before}\n${key}`)}`;
	});
}

const LONGEST_LINE = 1000;

/** The line a finding starts on, blanks left out. */
function extractFindingLine(text: string, { span }: Finding): string {
	const start = text.lastIndexOf('\n', span.start - 1) + 1;
	const end = text.indexOf('\n', span.start);
	const stop = Math.min(end === -1 ? text.length : end, start + LONGEST_LINE);
	return text.slice(start, stop).replace(/\s+/g, '');
}

/** FNV-1a over UTF-16 units, twice 32 bits with different beginnings: names a finding, protects nothing. */
function hash(text: string): string {
	let a = 0x811c9dc5;
	let b = 0x01000193;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		a = Math.imul(a ^ unit, 0x01000193);
		b = Math.imul(b ^ (unit + index), 0x85ebca6b);
	}
	return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
