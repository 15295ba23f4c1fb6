import { indexLines, type LineIndex, type Range } from '../source/position.ts';
import { type Paint, plain } from './paint.ts';
import { escapeControlCharacters } from './visible-text.ts';

export interface CodeFrameOptions {
	/** The text's own index; pass it where a text is framed more than once. */
	readonly lines?: LineIndex;
	/** How many lines to show around the range. */
	readonly around?: number;
	readonly paint?: Paint;
	/** Colours the mark; by default that of an error. */
	readonly mark?: (text: string) => string;
}

const MOST_LINES = 8;
const MOST_COLUMNS = 96;
const TAB = '    ';

/**
 * The source lines of a range with carets below it, each line behind its number; no line ending at the end.
 * A range over several lines is marked by `>` in front of them instead. Long lines and long ranges are cut, with `…` where.
 */
export function renderCodeFrame(text: string, range: Range, options: CodeFrameOptions = {}): string {
	const { lines = indexLines(text), around = 0, paint = plain } = options;
	const { mark = paint.error } = options;
	const lastMarked = getLastLine(range);
	const isOneLine = lastMarked === range.start.line;
	const first = Math.max(1, range.start.line - around);
	const last = Math.min(lines.lineCount, lastMarked + around);
	const shownLast = Math.min(last, first + MOST_LINES - 1 + around);
	const gutter = String(shownLast).length;

	const rows: string[] = [];
	for (let line = first; line <= shownLast; line++) {
		const isMarked = line >= range.start.line && line <= lastMarked;
		const { start, end } = lines.lineSpan(line);
		const from = isMarked && isOneLine ? range.start.column - 1 : 0;
		const source = cut(text, start, end, from);
		const number = paint.quiet(`${String(line).padStart(gutter)} |`);
		const pointer = isOneLine ? '' : isMarked ? `${mark('>')} ` : '  ';
		rows.push(`${pointer}${number} ${source.shown}`.trimEnd());
		if (isMarked && isOneLine) {
			const to = Math.max(from + 1, range.end.column - 1);
			const below = `${' '.repeat(source.columnOf(from))}${mark('^'.repeat(source.widthOf(from, to)))}`;
			rows.push(`${' '.repeat(gutter)} ${paint.quiet('|')} ${below}`);
		}
	}
	if (shownLast < last) rows.push(`${isOneLine ? '' : '  '}${' '.repeat(gutter)} ${paint.quiet('…')}`);
	return rows.join('\n');
}

/** A range that ends at the very start of a line does not reach into it. */
function getLastLine({ start, end }: Range): number {
	return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** One line as it is shown: tabs widened, control characters made visible, a window around `focus` where it is too long. */
function cut(text: string, start: number, end: number, focus: number) {
	const length = end - start;
	const from = Math.max(0, Math.min(focus - 20, length - MOST_COLUMNS));
	const to = Math.min(length, from + MOST_COLUMNS);
	const lead = from > 0 ? '…' : '';
	const show = (a: number, b: number) =>
		escapeControlCharacters(text.slice(start + a, start + b).replaceAll('\t', TAB));
	const keepInWindow = (column: number) => Math.max(from, Math.min(column, to));
	return {
		shown: `${lead}${show(from, to)}${to < length ? '…' : ''}`,
		columnOf: (column: number) => lead.length + countColumns(show(from, keepInWindow(column))),
		widthOf: (a: number, b: number) => Math.max(1, countColumns(show(keepInWindow(a), keepInWindow(b)))),
	};
}

const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns a terminal gives the text: two for wide characters, none for marks that join the one before. */
function countColumns(text: string): number {
	let columns = 0;
	for (const character of text) {
		if (/\p{Mark}/u.test(character)) continue;
		columns += WIDE.test(character) ? 2 : 1;
	}
	return columns;
}
