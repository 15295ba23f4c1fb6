import type { Span } from '../../source/position.ts';
import type { Body, Word } from '../model.ts';

/**
 * What BuildKit makes of the lines of one instruction: continuations joined, comments and empty lines between
 * them left out. Remembers where each piece came from.
 */
export class LogicalLine {
	text: string;
	readonly #first: number;
	/** Where each further piece begins, in `text` and in the source. */
	#starts: number[] | undefined;
	#offsets: number[] | undefined;

	constructor(text: string, offset: number) {
		this.text = text;
		this.#first = offset;
	}

	append(pieces: readonly string[], offsets: number[]): void {
		if (pieces.length === 0) return;
		const starts: number[] = [];
		let length = this.text.length;
		for (const piece of pieces) {
			starts.push(length);
			length += piece.length;
		}
		this.#starts = starts;
		this.#offsets = offsets;
		this.text += pieces.join('');
	}

	/** The offset in the source of the character at `index`; of a place between two pieces, that of the second. */
	offset(index: number): number {
		if (!this.#starts) return this.#first + index;
		return translateIndex(index, this.#starts, this.#offsets, 0, this.#first);
	}

	/** The index of the character at an offset in the source; the other way round of `offset`. */
	indexOf(offset: number): number {
		if (!this.#starts) return offset - this.#first;
		return translateIndex(offset, this.#offsets, this.#starts, this.#first, 0);
	}

	/** From the first to the last character, so that a span never reaches into a continuation it does not need. */
	span(start: number, end: number): Span {
		const from = this.offset(start);
		return { start: from, end: end > start ? this.offset(end - 1) + 1 : from };
	}

	body(start: number, end: number): Body {
		const text = this.text.slice(start, end);
		return this.#starts ? new LineBody(this, text, start) : new PlainBody(text, this.#first + start);
	}

	word(start: number, end: number): Word {
		return { text: this.text.slice(start, end), span: this.span(start, end) };
	}
}

/** From the one count to the other, by the last piece that begins at or before `value`. */
function translateIndex(
	value: number,
	keys: readonly number[] | undefined,
	values: readonly number[] | undefined,
	firstKey: number,
	firstValue: number,
): number {
	// A continuation with nothing behind it, at the end of the file, has no further piece.
	if (!keys || !values || value < (keys[0] ?? Number.POSITIVE_INFINITY)) return value - firstKey + firstValue;
	let low = 0;
	let high = keys.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((keys[middle] ?? 0) <= value) low = middle;
		else high = middle - 1;
	}
	return value - (keys[low] ?? 0) + (values[low] ?? 0);
}

/** The part of a line of one piece behind keyword and flags. Does not hold on to the line. */
class PlainBody implements Body {
	readonly #start: number;
	readonly text: string;

	constructor(text: string, start: number) {
		this.#start = start;
		this.text = text;
	}

	get span(): Span {
		return { start: this.#start, end: this.#start + this.text.length };
	}

	sourceOffset(index: number): number {
		return this.#start + Math.min(index, this.text.length);
	}
}

/** The same of a line of several pieces. */
class LineBody implements Body {
	readonly #line: LogicalLine;
	readonly #start: number;
	readonly text: string;

	constructor(line: LogicalLine, text: string, start: number) {
		this.#line = line;
		this.#start = start;
		this.text = text;
	}

	get span(): Span {
		return this.#line.span(this.#start, this.#start + this.text.length);
	}

	sourceOffset(index: number): number {
		return index >= this.text.length ? this.span.end : this.#line.offset(this.#start + index);
	}
}
