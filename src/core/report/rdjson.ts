import type { Finding, Severity } from '../finding.ts';
import { buildRuleUrl, DEFAULT_SITE } from '../lint/settings.ts';
import { applyEdits } from '../source/apply-edits.ts';
import { indexLines, type LineIndex, type Span } from '../source/position.ts';
import type { LintedFile } from './lint-report.ts';
import { redactFiles } from './secrets/redact.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** `--format rdjson`: reviewdog's format. `code.url` becomes a link on the rule's name; fixes become suggestions. */
export function formatRdjsonReport(linted: readonly LintedFile[]): string {
	const files = redactFiles(linted);
	const report = {
		source: { name: 'drydock', url: files[0]?.settings.site ?? DEFAULT_SITE },
		diagnostics: files.flatMap((file) => buildDiagnostics(file)),
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}

function buildDiagnostics({ path, text, findings, settings }: LintedFile) {
	const lines = indexLines(text);
	const columns = createByteRangeConverter(text, lines);
	return findings.map((finding) => ({
		message: finding.message,
		location: { path, range: columns(finding.range) },
		severity: SEVERITIES[finding.severity],
		code: { value: finding.rule, url: buildRuleUrl(finding.rule, settings) },
		...buildSuggestions(text, finding, (span) => columns(lines.rangeOf(span))),
		...buildRelatedLocations(finding, path, columns),
	}));
}

type Columns = ReturnType<typeof createByteRangeConverter>;

/** One suggestion a fix: several edits become one stretch, since reviewdog takes every suggestion as a choice of its own. */
function buildSuggestions(text: string, { fix }: Finding, rangeOf: (span: Span) => ReturnType<Columns>) {
	if (fix === undefined || fix.edits.length === 0) return {};
	const start = Math.min(...fix.edits.map(({ span }) => span.start));
	const end = Math.max(...fix.edits.map(({ span }) => span.end));
	const moved = fix.edits.map((edit) => ({
		text: edit.text,
		span: { start: edit.span.start - start, end: edit.span.end - start },
	}));
	const replacement = applyEdits(text.slice(start, end), moved);
	if (replacement === undefined) return {};
	return { suggestions: [{ range: rangeOf({ start, end }), text: replacement }] };
}

function buildRelatedLocations({ related }: Finding, path: string, columns: Columns) {
	if (related === undefined || related.length === 0) return {};
	return {
		related_locations: related.map(({ range, message }) => ({
			message,
			location: { path, range: columns(range) },
		})),
	};
}

/** reviewdog counts columns in bytes of UTF-8, those of a byte order mark included. */
function createByteRangeConverter(text: string, lines: LineIndex) {
	const convertPosition = (position: Finding['range']['start']) => {
		const start = position.line === 1 ? 0 : lines.lineSpan(position.line).start;
		return { line: position.line, column: countUtf8Bytes(text, start, lines.offsetAt(position)) + 1 };
	};
	return ({ start, end }: Finding['range']) => ({ start: convertPosition(start), end: convertPosition(end) });
}

/** Bytes that a stretch of the text takes in UTF-8; a pair of surrogates takes four. */
function countUtf8Bytes(text: string, start: number, end: number): number {
	let bytes = 0;
	for (let index = start; index < end; index++) {
		const unit = text.charCodeAt(index);
		if (unit < 0x80) bytes += 1;
		else if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) bytes += 2;
		else bytes += 3;
	}
	return bytes;
}
