import { countBytes, skipSpaces } from '../../source/characters.ts';
import { trimLineEnd } from '../directives.ts';

/** The longest line that BuildKit reads, in bytes. */
const MAX_LINE_BYTES = 65_535;

/** The lines of a text, one after the other. */
export class SourceLines {
	readonly text: string;
	/** The number of the line read last, from 1; 0 before the first. */
	number = 0;
	/** Of the line read last. */
	start: number;
	/** Without `\r` and `\n`. */
	end: number;
	/** Behind the `\n`. */
	next: number;
	/** Set once a line is too long: no line is read from there on. */
	isTooLong = false;
	/** An escape as a line's last character joins the next one to it. */
	escape = '\\';

	constructor(text: string) {
		this.text = text;
		this.start = 0;
		this.end = 0;
		this.next = 0;
	}

	/** Where the line read last begins behind white space and a byte order mark; its end where there is nothing else. */
	get first(): number {
		const { text, start, end } = this;
		return skipSpaces(text, start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start, end);
	}

	/** True where a comment begins at `first`. */
	isCommentAt(first: number): boolean {
		return first < this.end && this.text.charCodeAt(first) === 35;
	}

	/** Moves on to the next line; false at the end of the text. */
	advance(): boolean {
		const { text, next } = this;
		if (next >= text.length || this.isTooLong) return false;
		const newline = text.indexOf('\n', next);
		const end = newline === -1 ? text.length : newline;
		if ((end - next) * 3 > MAX_LINE_BYTES && countBytes(text, next, end) > MAX_LINE_BYTES) {
			this.isTooLong = true;
			return false;
		}
		this.number++;
		this.start = next;
		this.end = trimLineEnd(text, next, end);
		this.next = newline === -1 ? text.length : newline + 1;
		return true;
	}

	/** Where the line's text ends in front of a continuation, -1 where the line is not continued. */
	continuationStart(from: number): number {
		const { text, end } = this;
		let at = end;
		while (at > from && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at--;
		if (at === from || text.charAt(at - 1) !== this.escape) return -1;
		if (at - 1 > from && text.charAt(at - 2) === this.escape) return -1;
		return at - 1;
	}
}
