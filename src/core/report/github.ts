import type { Severity } from '../finding.ts';
import { buildRuleUrl } from '../lint/settings.ts';
import { countTotals, type LintedFile } from './lint-report.ts';
import { redactFiles } from './secrets/redact.ts';
import { count, escapeControlCharacters } from './visible-text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** `--format github`: one workflow command a finding. An annotation has no field for a link, so its text ends in the address. */
export function formatGithubReport(files: readonly LintedFile[]): string {
	const commands: string[] = [];
	for (const { path, findings, settings } of redactFiles(files)) {
		for (const { rule, severity, message, range } of findings) {
			const properties = {
				title: rule,
				file: path,
				line: range.start.line,
				endLine: range.end.line,
				// Columns count only where the annotation stays on one line.
				...(range.start.line === range.end.line
					? { col: range.start.column, endColumn: Math.max(range.start.column, range.end.column - 1) }
					: {}),
			};
			const list = Object.entries(properties).map(
				([name, value]) => `${name}=${escapeCommandProperty(String(value))}`,
			);
			const text = escapeCommandText(`${message} ${buildRuleUrl(rule, settings)}`);
			commands.push(`::${COMMANDS[severity]} ${list.join(',')}::${text}\n`);
		}
	}
	return commands.join('');
}

/** GitHub drops a summary of more than 1 MB. */
const MOST_ROWS = 1000;

/** The step summary, in Markdown, where links are real ones. */
export function formatGithubSummary(files: readonly LintedFile[]): string {
	const { errors, warnings, infos } = countTotals(files);
	const findingCount = errors + warnings + infos;
	const looked = `in ${count(files.length, 'file')}`;
	if (findingCount === 0) return `### Drydock: no findings ${looked}\n`;
	const rows: string[] = [];
	for (const { path, findings, settings } of redactFiles(files)) {
		for (const { rule, severity, message, range } of findings.slice(0, MOST_ROWS - rows.length)) {
			const place = escapeTableCell(`${path}:${range.start.line}`);
			rows.push(
				`| ${severity} | ${place} | ${escapeTableCell(message)} | [${rule}](${buildRuleUrl(rule, settings)}) |`,
			);
		}
	}
	return `### Drydock: ${count(findingCount, 'finding')} ${looked}

| Severity | Place | What | Rule |
| --- | --- | --- | --- |
${rows.join('\n')}
${rows.length < findingCount ? `\n${findingCount - rows.length} more are in the log.\n` : ''}`;
}

/** What the runner undoes in the text behind `::`; what a log viewer would obey is gone. */
function escapeCommandText(text: string): string {
	const lines = text.replaceAll('%', '%25').split(/(\r|\n)/);
	return lines
		.map((part) => (part === '\r' ? '%0D' : part === '\n' ? '%0A' : escapeControlCharacters(part)))
		.join('');
}

function escapeCommandProperty(text: string): string {
	return escapeCommandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Text in a table cell that means nothing to Markdown but code in backticks; one line. */
function escapeTableCell(text: string): string {
	const visible = escapeControlCharacters(text.replace(/\s+/g, ' '));
	// Only single backticks make code here. Markdown pairs runs of equal length, so a longer run is no mark at all.
	const isPaired = (visible.match(/`+/g) ?? []).every((run) => run === '`');
	const parts = isPaired ? visible.split(/(`[^`]*`)/) : [visible];
	return parts
		.map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
		.join('')
		.replaceAll('|', '\\|');
}

/** An address becomes a link by itself, unless its colon is written as what it is. */
function escapeMarkdown(text: string): string {
	return text
		.replace(/[\\`*_[\]<>&#~!]/g, '\\$&')
		.replaceAll('://', '&#58;//')
		.replace(/\b(www)\./gi, '$1&#46;');
}
