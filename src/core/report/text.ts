import type { Finding } from '../finding.ts';
import { buildRuleUrl, type LintSettings } from '../lint/settings.ts';
import { indexLines, type LineIndex } from '../source/position.ts';
import { renderCodeFrame } from './code-frame.ts';
import { countTotals, isFixable, isOffered, type LintedFile, type Totals } from './lint-report.ts';
import { type Paint, plain } from './paint.ts';
import { formatRuleTable } from './rule-table.ts';
import { redactFiles } from './secrets/redact.ts';
import { count, escapeControlCharacters, wrap } from './visible-text.ts';

export interface TextReportOptions {
	readonly paint?: Paint;
	/** Sentences are wrapped at this column; without it each stays on one line. */
	readonly width?: number;
	/** How many files were not linted, on purpose. */
	readonly passedOver?: number;
	/** Only how often each rule reports something. */
	readonly isSummary?: boolean;
}

/** Findings for a person at a terminal: place, rule and address on one line, then the sentence and the source. */
export function formatTextReport(linted: readonly LintedFile[], options: TextReportOptions = {}): string {
	const { paint = plain } = options;
	const files = redactFiles(linted);
	const blocks = options.isSummary ? [] : listBlocks(files, { ...options, paint });
	const table = formatRuleTable(files, paint);
	if (table !== '') blocks.push(table);
	return [...blocks, formatSummary(files, paint, options.passedOver)].join('\n');
}

function listBlocks(
	files: readonly LintedFile[],
	options: TextReportOptions & { readonly paint: Paint },
): string[] {
	const blocks: string[] = [];
	for (const file of files) {
		const lines = indexLines(file.text);
		for (const finding of file.findings) blocks.push(formatFinding(finding, file, lines, options));
	}
	for (const { path, fixed } of files) {
		if (fixed.length > 0) blocks.push(formatFixedFindings(path, fixed, options.paint));
	}
	return blocks;
}

function formatFinding(
	finding: Finding,
	file: LintedFile,
	lines: LineIndex,
	{ paint = plain, width = Number.POSITIVE_INFINITY }: TextReportOptions,
): string {
	const { path, text, settings } = file;
	const { range, related = [] } = finding;
	const mark = paint[finding.severity];
	const rows = [
		formatFindingHeading(finding, path, settings, paint),
		...wrap(escapeControlCharacters(finding.message), width - 2).map((row) => `  ${row}`),
		'',
		indent(renderCodeFrame(text, range, { lines, paint, mark })),
	];
	for (const { range: place, message } of related) {
		rows.push(
			'',
			`  ${escapeControlCharacters(path)}:${place.start.line}:${place.start.column}  ${escapeControlCharacters(message)}`,
			'',
		);
		rows.push(indent(renderCodeFrame(text, place, { lines, paint, mark: paint.info })));
	}
	if (finding.fix !== undefined) {
		const how = ` (\`drydock lint ${isFixable(finding) ? '--fix' : '--fix=all'}\` does it)`;
		rows.push('', `  ${paint.strong('Fix:')} ${escapeControlCharacters(finding.fix.title)}${how}`);
	}
	return `${rows.join('\n')}\n`;
}

function formatFindingHeading(
	{ rule, severity, range }: Finding,
	path: string,
	settings: LintSettings,
	paint: Paint,
): string {
	const place = `${escapeControlCharacters(path)}:${range.start.line}:${range.start.column}`;
	const address = paint.address(buildRuleUrl(rule, settings));
	return `${paint.strong(place)}  ${paint[severity](severity)}  ${paint.strong(rule)}  ${address}`;
}

function formatFixedFindings(path: string, fixed: readonly Finding[], paint: Paint): string {
	const lines = fixed.map(
		({ rule, fix }) => `  ${paint.strong(rule)}  ${escapeControlCharacters(fix?.title ?? '')}`,
	);
	return `${paint.strong(escapeControlCharacters(path))}  ${paint.info('fixed')}\n${lines.join('\n')}\n`;
}

function formatSummary(files: readonly LintedFile[], paint: Paint, passedOver = 0): string {
	const totals = countTotals(files);
	const fixed = files.reduce((sum, file) => sum + file.fixed.length, 0);
	const fixable = files.reduce((sum, file) => sum + file.findings.filter(isFixable).length, 0);
	const looked = `in ${count(totals.files, 'file')}`;
	const findingCount = totals.errors + totals.warnings + totals.infos;
	const sentences = [
		findingCount === 0
			? paint.strong(`No findings ${looked}.`)
			: paint.strong(`${count(findingCount, 'finding')} ${looked}: ${formatSeverityCounts(totals, paint)}.`),
	];
	if (fixed > 0) sentences.push(`${count(fixed, 'finding')} fixed.`);
	if (fixable > 0) sentences.push(`\`drydock lint --fix\` can repair ${fixable}.`);
	const offered = files.reduce((sum, file) => sum + file.findings.filter(isOffered).length, 0);
	if (offered > 0)
		sentences.push(
			`\`--fix=all\` can repair ${offered}${fixable > 0 ? ' more' : ''}: look at each before it is built.`,
		);
	if (passedOver > 0) sentences.push(`${count(passedOver, 'file')} passed over.`);
	return `${sentences.join(' ')}\n`;
}

function formatSeverityCounts({ errors, warnings, infos }: Totals, paint: Paint): string {
	const parts: string[] = [];
	if (errors > 0) parts.push(paint.error(count(errors, 'error')));
	if (warnings > 0) parts.push(paint.warning(count(warnings, 'warning')));
	if (infos > 0) parts.push(paint.info(count(infos, 'info')));
	return parts.join(', ');
}

function indent(text: string): string {
	return text.replace(/^(?=.)/gm, '    ');
}
