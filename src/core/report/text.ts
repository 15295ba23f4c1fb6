import type { Finding } from '../finding.ts';
import { ruleUrl, type Settings } from '../rules/settings.ts';
import { codeFrame } from '../source/code-frame.ts';
import { type LineIndex, lineIndex } from '../source/position.ts';
import { isFixable, type LintedFile, type Totals, totalsOf } from './lint-report.ts';
import { maskedText } from './masked-text.ts';
import { type Paint, plain } from './paint.ts';
import { count, visibleText, wrap } from './visible-text.ts';

export interface TextReportOptions {
	readonly paint?: Paint;
	/** Sentences are wrapped at this column; without it each stays on one line. */
	readonly width?: number;
}

/** Findings for a person at a terminal: place, rule and address on one line, then the sentence and the source. */
export function textReport(files: readonly LintedFile[], options: TextReportOptions = {}): string {
	const { paint = plain } = options;
	const blocks: string[] = [];
	for (const file of files) {
		const shown = { ...file, text: maskedText(file) };
		const lines = lineIndex(shown.text);
		for (const finding of file.findings)
			blocks.push(findingText(finding, shown, lines, { ...options, paint }));
	}
	for (const { path, fixed } of files) {
		if (fixed.length > 0) blocks.push(fixedText(path, fixed, paint));
	}
	return [...blocks, summaryText(files, paint)].join('\n');
}

function findingText(
	finding: Finding,
	file: LintedFile,
	lines: LineIndex,
	{ paint = plain, width = Number.POSITIVE_INFINITY }: TextReportOptions,
): string {
	const { path, text, settings } = file;
	const { range, related = [] } = finding;
	const mark = paint[finding.severity];
	const rows = [
		heading(finding, path, settings, paint),
		...wrap(visibleText(finding.message), width - 2).map((row) => `  ${row}`),
		'',
		indent(codeFrame(text, range, { lines, paint, mark })),
	];
	for (const { range: place, message } of related) {
		rows.push(
			'',
			`  ${visibleText(path)}:${place.start.line}:${place.start.column}  ${visibleText(message)}`,
			'',
		);
		rows.push(indent(codeFrame(text, place, { lines, paint, mark: paint.info })));
	}
	if (finding.fix !== undefined) {
		const how = isFixable(finding) ? ' (`drydock lint --fix` does it)' : '';
		rows.push('', `  ${paint.strong('Fix:')} ${visibleText(finding.fix.title)}${how}`);
	}
	return `${rows.join('\n')}\n`;
}

function heading({ rule, severity, range }: Finding, path: string, settings: Settings, paint: Paint): string {
	const place = `${visibleText(path)}:${range.start.line}:${range.start.column}`;
	const address = paint.address(ruleUrl(rule, settings));
	return `${paint.strong(place)}  ${paint[severity](severity)}  ${paint.strong(rule)}  ${address}`;
}

function fixedText(path: string, fixed: readonly Finding[], paint: Paint): string {
	const lines = fixed.map(({ rule, fix }) => `  ${paint.strong(rule)}  ${visibleText(fix?.title ?? '')}`);
	return `${paint.strong(visibleText(path))}  ${paint.info('fixed')}\n${lines.join('\n')}\n`;
}

function summaryText(files: readonly LintedFile[], paint: Paint): string {
	const totals = totalsOf(files);
	const fixed = files.reduce((sum, file) => sum + file.fixed.length, 0);
	const fixable = files.reduce((sum, file) => sum + file.findings.filter(isFixable).length, 0);
	const looked = `in ${count(totals.files, 'file')}`;
	const found = totals.errors + totals.warnings + totals.infos;
	const sentences = [
		found === 0
			? paint.strong(`No findings ${looked}.`)
			: paint.strong(`${count(found, 'finding')} ${looked}: ${kinds(totals, paint)}.`),
	];
	if (fixed > 0) sentences.push(`${count(fixed, 'finding')} fixed.`);
	if (fixable > 0) sentences.push(`\`drydock lint --fix\` can repair ${fixable}.`);
	return `${sentences.join(' ')}\n`;
}

function kinds({ errors, warnings, infos }: Totals, paint: Paint): string {
	const parts: string[] = [];
	if (errors > 0) parts.push(paint.error(count(errors, 'error')));
	if (warnings > 0) parts.push(paint.warning(count(warnings, 'warning')));
	if (infos > 0) parts.push(paint.info(count(infos, 'info')));
	return parts.join(', ');
}

function indent(text: string): string {
	return text.replace(/^(?=.)/gm, '    ');
}
