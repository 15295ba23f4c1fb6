import type { Span } from '../source/position.ts';
import type { Body, Word } from './model.ts';

/**
 * What BuildKit makes of the lines of one instruction: continuations joined, comments and empty lines between
 * them left out. Remembers where each piece came from.
 */
export class LogicalLine {
	text: string;
	readonly #starts: number[];
	readonly #offsets: number[];

	constructor(text: string, offset: number) {
		this.text = text;
		this.#starts = [0];
		this.#offsets = [offset];
	}

	append(pieces: readonly string[], offsets: readonly number[]): void {
		let length = this.text.length;
		for (const [index, piece] of pieces.entries()) {
			this.#starts.push(length);
			this.#offsets.push(offsets[index] ?? 0);
			length += piece.length;
		}
		this.text += pieces.join('');
	}

	/** The offset in the source of the character at `index`; of a place between two pieces, that of the second. */
	offset(index: number): number {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= index) low = middle;
			else high = middle - 1;
		}
		return (this.#offsets[low] ?? 0) + index - (this.#starts[low] ?? 0);
	}

	/** The index of the character at an offset in the source; the other way round of `offset`. */
	indexOf(offset: number): number {
		let low = 0;
		let high = this.#offsets.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#offsets[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return (this.#starts[low] ?? 0) + offset - (this.#offsets[low] ?? 0);
	}

	/** From the first to the last character, so that a span never reaches into a continuation it does not need. */
	span(start: number, end: number): Span {
		const from = this.offset(start);
		return { start: from, end: end > start ? this.offset(end - 1) + 1 : from };
	}

	word(start: number, end: number): Word {
		return { text: this.text.slice(start, end), span: this.span(start, end) };
	}
}

/** The part of a logical line behind keyword and flags. */
export class LineBody implements Body {
	readonly #line: LogicalLine;
	readonly #start: number;
	readonly text: string;
	readonly span: Span;

	constructor(line: LogicalLine, start: number, end: number) {
		this.#line = line;
		this.#start = start;
		this.text = line.text.slice(start, end);
		this.span = line.span(start, end);
	}

	sourceOffset(index: number): number {
		return index >= this.text.length ? this.span.end : this.#line.offset(this.#start + index);
	}
}
