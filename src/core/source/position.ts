/** A place in a text: line and column count from 1, columns in UTF-16 units. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

/** A stretch of a text as people read it; `end` is exclusive. */
export interface Range {
	readonly start: Position;
	readonly end: Position;
}

/** A stretch of a text as code handles it: UTF-16 offsets from 0, `end` exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Translates between offsets and positions of one text. Lines end at `\n`; a byte order mark before the first has no column. */
export interface LineIndex {
	readonly lineCount: number;
	/** The position of an offset; an offset past the end is the end. */
	positionAt(offset: number): Position;
	rangeOf(span: Span): Range;
	/** The offset of a position; a column past its line's end is that end. */
	offsetAt(position: Position): number;
	/** The span of a line without its line ending (neither `\n` nor a `\r` before it). */
	lineSpan(line: number): Span;
}

/** Reads the line starts of a text once, so that each question after it is a binary search. */
export function indexLines(text: string): LineIndex {
	const starts = listLineStarts(text);

	const locateLine = (offset: number): number => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	};
	const locatePosition = (offset: number): Position => {
		const inside = Math.max(0, Math.min(offset, text.length));
		const line = locateLine(inside);
		return { line: line + 1, column: Math.max(0, inside - (starts[line] ?? 0)) + 1 };
	};
	const getLineSpan = (line: number): Span => {
		const start = starts[line - 1] ?? text.length;
		const next = starts[line];
		let end = next === undefined ? text.length : next - 1;
		if (end > start && text[end - 1] === '\r') end--;
		return { start, end };
	};
	return {
		lineCount: starts.length,
		positionAt: locatePosition,
		rangeOf: ({ start, end }) => ({ start: locatePosition(start), end: locatePosition(end) }),
		offsetAt({ line, column }) {
			const { start, end } = getLineSpan(line);
			return Math.min(start + column - 1, end);
		},
		lineSpan: getLineSpan,
	};
}

/** A typed array takes half the memory, yet longer to make than most files take to count. */
const LONG = 1 << 16;

function listLineStarts(text: string): readonly number[] | Uint32Array {
	const starts = text.length < LONG ? [0] : new Uint32Array(countLines(text));
	if (text.startsWith('\uFEFF')) starts[0] = 1;
	for (let at = text.indexOf('\n'), line = 1; at !== -1; at = text.indexOf('\n', at + 1))
		starts[line++] = at + 1;
	return starts;
}

function countLines(text: string): number {
	let count = 1;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
	return count;
}
