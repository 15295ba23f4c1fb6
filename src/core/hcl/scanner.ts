import { HclError } from './model.ts';

/** Names may have dashes in them: `dockerfile-inline`. */
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANKS = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const BLANKS_AND_LINES = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
/** Deeper than this no hand nests anything. */
const DEEPEST = 64;

/** Walks over a text of HCL. */
export class HclScanner {
	readonly text: string;
	at = 0;
	#depth = 0;

	constructor(text: string) {
		this.text = text;
	}

	get isAtEnd(): boolean {
		return this.at >= this.text.length;
	}

	/** True, and past it, where the text goes on with this. */
	take(wanted: string): boolean {
		if (!this.text.startsWith(wanted, this.at)) return false;
		this.at += wanted.length;
		return true;
	}

	expect(wanted: string): void {
		if (!this.take(wanted)) this.fail(`\`${wanted}\` is missing`);
	}

	takeName(): string | undefined {
		return this.#takeMatch(NAME);
	}

	takeNumber(): string | undefined {
		return this.#takeMatch(NUMBER);
	}

	/** The keyword, where it is no part of a longer name. */
	takeWord(word: string): boolean {
		const start = this.at;
		if (this.takeName() === word) return true;
		this.at = start;
		return false;
	}

	/** Blanks and comments; ends of lines too where they mean nothing. */
	skipBlanks(withLines: boolean): void {
		this.#takeMatch(withLines ? BLANKS_AND_LINES : BLANKS);
	}

	/** What stands up to the end of the line; the next thing read is the line behind it. */
	takeLine(): string {
		const end = this.text.indexOf('\n', this.at);
		const line = this.text.slice(this.at, end === -1 ? undefined : end);
		this.at = end === -1 ? this.text.length : end + 1;
		return line.endsWith('\r') ? line.slice(0, -1) : line;
	}

	/** Reads what is nested one level deeper. */
	nest<Value>(read: () => Value): Value {
		if (++this.#depth > DEEPEST) this.fail('too deeply nested');
		const value = read();
		this.#depth--;
		return value;
	}

	fail(reason: string): never {
		throw new HclError(`${reason} at offset ${this.at}`);
	}

	#takeMatch(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.text)?.[0];
		if (match !== undefined) this.at += match.length;
		return match;
	}
}
