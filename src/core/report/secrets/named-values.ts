import type { Span } from '../../source/position.ts';
import { isContinued, skipComments } from './logical-lines.ts';
import { isReference, saysPlace, saysSecret } from './secret-names.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_.-]{0,200}/g;
/** How far a value may reach; time stays linear. */
const LONGEST = 65_536;

/**
 * The values of names that say secret: `TOKEN=x`, `token: x`, `"token": "x"`, `--token x`, `ENV TOKEN x`, `PASSWORD 'x'`.
 * Reads letters, not a language: quotes may stay open, and the file may be broken. In a sentence a colon says no value.
 */
export function findNamedValues(text: string, isSentence: boolean): Span[] {
	const spans: Span[] = [];
	const quotes = new OpenQuotes(text);
	let done = 0;
	for (const { 0: name, index } of text.matchAll(NAME)) {
		if (index < done || !saysSecret(name)) continue;
		const value = locateValue(text, index, index + name.length, quotes, isSentence);
		if (value === undefined) continue;
		// A sentence quotes with backticks, and the last one is no part of what it quotes.
		const end = isSentence && text.charAt(value.end - 1) === '`' ? value.end - 1 : value.end;
		const written = text.slice(value.start, end);
		if (isReference(written) || saysPlace(name, written)) continue;
		spans.push({ start: value.start, end });
		done = end;
	}
	return spans;
}

function locateValue(
	text: string,
	nameStart: number,
	nameEnd: number,
	quotes: OpenQuotes,
	isSentence: boolean,
): Span | undefined {
	const behind = text.slice(nameEnd, nameEnd + 80);
	const equals = /^["'\]]{0,2}[ \t]{0,8}(?:=>?|:=)[ \t]{0,8}/.exec(behind)?.[0];
	if (equals !== undefined) return readWord(text, nameEnd + equals.length, quotes);
	const colon = /^(?:["']{1,2}[ \t]{0,8}:[ \t]{0,8}|:[ \t]{1,8}|:(?=\r?\n))/.exec(behind)?.[0];
	if (colon !== undefined && !(isSentence && colon.startsWith(':')))
		return readEntry(text, nameStart, nameEnd + colon.length, quotes);
	const item = /^["'][ \t]{0,8},[ \t\\]{0,8}(?=["'])/.exec(behind)?.[0];
	if (item !== undefined && text.charAt(nameStart - 1) === '-')
		return readWord(text, nameEnd + item.length, quotes);
	const blanks = /^["']?[ \t]{1,8}/.exec(behind)?.[0];
	return blanks === undefined ? undefined : readBehindBlank(text, nameStart, nameEnd + blanks.length, quotes);
}

function readBehindBlank(text: string, nameStart: number, at: number, quotes: OpenQuotes): Span | undefined {
	const before = text.slice(Math.max(0, nameStart - 40), nameStart);
	if (/(?:^|\n)[ \t]*(?:ONBUILD[ \t]+)?ENV[ \t]+$/i.test(before)) return readToLineEnd(text, at);
	const isNamed =
		/(?:^|[\s"'])--?$|\bset[ \t]+(?:\S{0,30}[ \t]+)?$|(?:login|user|machine)[ \t]+\S{1,30}\s+$/i.test(before);
	const isText = /["']/.test(text.charAt(at)) && !quotes.isInside(at);
	const isOption = text.charAt(at) === '-';
	return (isNamed && !isOption) || isText ? readWord(text, at, quotes) : undefined;
}

/** Behind the colon of YAML, of JSON or of a header. */
function readEntry(text: string, nameStart: number, start: number, quotes: OpenQuotes): Span | undefined {
	const anchor = /^&\S{1,200}[ \t]{0,8}/.exec(text.slice(start, start + 210))?.[0] ?? '';
	const at = start + anchor.length;
	const first = text.charAt(at);
	if (/[[{*]/.test(first)) return undefined;
	if (/["']/.test(first) && !quotes.isInside(at)) return readWord(text, at, quotes);
	if (/^(?:[|>][-+\d]{0,2}[ \t]*)?\r?\n/.test(text.slice(at, at + 12))) return readBlock(text, nameStart, at);
	if (quotes.isInside(at)) return readWord(text, at, quotes, true);
	return readToLineEnd(text, at);
}

/** The lines below that are indented deeper than the one with the name; nothing where they hold entries of their own. */
function readBlock(text: string, nameStart: number, at: number): Span | undefined {
	const lineStart = text.lastIndexOf('\n', nameStart) + 1;
	const depth = measureIndent(text, lineStart);
	const start = text.indexOf('\n', at) + 1;
	const isLiteral = /[|>]/.test(text.charAt(at));
	let end = start;
	for (let line = start; line < text.length && line - start < LONGEST; ) {
		const newline = text.indexOf('\n', line);
		const next = newline === -1 ? text.length : newline + 1;
		const content = text.slice(line, next).trim();
		if (content !== '' && measureIndent(text, line) <= depth) break;
		if (!isLiteral && (/^(?:- |\S+:(?:\s|$))/.test(content) || content === '-')) return undefined;
		end = next;
		line = next;
	}
	return end > start ? { start, end } : undefined;
}

function measureIndent(text: string, start: number): number {
	let at = start;
	while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
	return at - start;
}

/** To the end of the line and of those that are joined to it. */
function readToLineEnd(text: string, start: number): Span | undefined {
	let from = start;
	for (let at = start; at < text.length && at - start < LONGEST; at++) {
		if (text.charAt(at) !== '\n') continue;
		if (!isContinued(text, from, at)) return at > start ? { start, end: at } : undefined;
		from = skipComments(text, at + 1);
		at = from - 1;
	}
	return text.length > start ? { start, end: Math.min(text.length, start + LONGEST) } : undefined;
}

/** A word with its quotes, as a shell, an `ENV` and YAML have it. One whose quote stays open ends with its line. */
function readWord(text: string, start: number, quotes: OpenQuotes, hasBlanks = false): Span | undefined {
	const outer = quotes.of(start);
	let quote = '';
	let lineStart = start;
	let at = start;
	for (; at < text.length && at - start < LONGEST; at++) {
		const char = text.charAt(at);
		if (char === '\n') {
			if (!isContinued(text, lineStart, at)) break;
			lineStart = skipComments(text, at + 1);
			at = lineStart - 1;
		} else if (char === '\\') at += measureEscaped(text, at + 1);
		else if (quote !== '') {
			if (char === quote) quote = '';
		} else if (char === outer) break;
		else if (char === '"' || char === "'") quote = char;
		else if (!hasBlanks && /[\s;&|<>)]/.test(char)) break;
	}
	const end = Math.min(at, text.length);
	return end > start ? { start, end } : undefined;
}

/** Behind a backslash: one character, or all blanks before a line break, which joins the lines: `TOKEN=ab\` goes on below. */
function measureEscaped(text: string, at: number): number {
	return /^[ \t\r]+(?=\n)/.exec(text.slice(at, at + 80))?.[0].length ?? 1;
}

/** Which quote of the line is open at a place; asked for places in their order. */
class OpenQuotes {
	readonly #text: string;
	#at = 0;
	#open = '';

	constructor(text: string) {
		this.#text = text;
	}

	of(place: number): string {
		for (; this.#at < place; this.#at++) {
			const char = this.#text.charAt(this.#at);
			if (char === '\\') this.#at++;
			else if (char === '\n') this.#open = '';
			else if (char === this.#open) this.#open = '';
			else if (this.#open === '' && (char === '"' || char === "'")) this.#open = char;
		}
		return this.#open;
	}

	isInside(place: number): boolean {
		return this.of(place) !== '';
	}
}
