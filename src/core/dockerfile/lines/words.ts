import { isBlank, isSpace } from '../../source/characters.ts';
import type { Flag, Word } from '../model.ts';
import type { LogicalLine } from './logical-line.ts';

/** Splits at blanks, as `FROM`, `EXPOSE` and the paths of `COPY` are read. */
export function splitAtBlanks(line: LogicalLine, start: number, end: number): Word[] {
	const words: Word[] = [];
	const { text } = line;
	let at = start;
	while (at < end) {
		while (at < end && isBlank(text.charCodeAt(at))) at++;
		const from = at;
		while (at < end && !isBlank(text.charCodeAt(at))) at++;
		if (at > from) words.push(line.word(from, at));
	}
	return copyWords(words);
}

/** Splits at white space outside quotes, as `ENV`, `LABEL` and `ARG` are read. Quotes and escapes stay in the words. */
export function splitOutsideQuotes(line: LogicalLine, start: number, end: number, escaper: string): Word[] {
	const words: Word[] = [];
	const { text } = line;
	const escapeCode = escaper.charCodeAt(0);
	let at = start;
	while (at < end) {
		if (isSpace(text.charCodeAt(at))) {
			at++;
			continue;
		}
		const from = at;
		let quote = 0;
		let to = end;
		for (; at < end; at++) {
			const code = text.charCodeAt(at);
			if (quote === 0 && isSpace(code)) {
				to = at;
				break;
			}
			if (code === escapeCode && quote !== 39) {
				// An escape as the very last character is dropped.
				if (at + 1 >= end) to = at;
				at++;
			} else if (quote === 0 && (code === 34 || code === 39)) quote = code;
			else if (code === quote) quote = 0;
		}
		if (to > from) words.push(line.word(from, to));
	}
	return copyWords(words);
}

/** An array that has been pushed to keeps room for sixteen more; its copy does not. */
function copyWords(words: Word[]): Word[] {
	return words.slice();
}

/** Reads the `--flags` behind a keyword. `rest` is where the arguments begin. */
export function readFlags(
	line: LogicalLine,
	start: number,
	end: number,
	escaper: string,
): { flags: Flag[]; rest: number } {
	const flags: Flag[] = [];
	const { text } = line;
	let at = start;
	for (;;) {
		while (at < end && isSpace(text.charCodeAt(at))) at++;
		if (at >= end) return { flags, rest: end };
		if (text.charCodeAt(at) !== 45 || text.charCodeAt(at + 1) !== 45) return { flags, rest: at };
		const from = at;
		at = findFlagEnd(text, from, end, escaper);
		const word = text.slice(from, at);
		const plain = unquote(word, escaper);
		// `--` alone ends the flags.
		if (plain === '--') return { flags, rest: at };
		flags.push(readFlag(line, from, at, plain));
	}
}

function findFlagEnd(text: string, start: number, end: number, escaper: string): number {
	const escapeCode = escaper.charCodeAt(0);
	let quote = 0;
	let at = start;
	for (; at < end; at++) {
		const code = text.charCodeAt(at);
		if (quote === 0 && isSpace(code)) break;
		if (code === escapeCode) at++;
		else if (quote === 0 && (code === 34 || code === 39)) quote = code;
		else if (code === quote) quote = 0;
	}
	return Math.min(at, end);
}

/** Takes quotes and escapes off. */
function unquote(word: string, escaper: string): string {
	if (!/["']/.test(word) && !word.includes(escaper)) return word;
	let plain = '';
	let quote = '';
	for (let at = 0; at < word.length; at++) {
		const char = word.charAt(at);
		if (char === escaper) plain += word.charAt(++at);
		else if (quote === '' && (char === '"' || char === "'")) quote = char;
		else if (char === quote) quote = '';
		else plain += char;
	}
	return plain;
}

function readFlag(line: LogicalLine, start: number, end: number, text: string): Flag {
	const span = line.span(start, end);
	const equals = text.indexOf('=');
	if (equals === -1) return { type: 'flag', name: text.slice(2), text, span };
	const valueStart = line.text.indexOf('=', start) + 1;
	const value = { text: text.slice(equals + 1), span: line.span(valueStart, end) };
	return { type: 'flag', name: text.slice(2, equals), text, span, value };
}
