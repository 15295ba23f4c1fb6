import { skipSpaces } from '../../source/characters.ts';
import type { Word } from '../model.ts';
import type { LogicalLine } from './logical-line.ts';

/** How BuildKit judges a body that may be a JSON array: `strings`, some other JSON array (refused), or no JSON (shell form). */
export type JsonForm =
	| { readonly kind: 'strings'; readonly words: Word[] }
	| { readonly kind: 'other-array' }
	| { readonly kind: 'shell' };

const SHELL: JsonForm = { kind: 'shell' };
const GO_JSON_DEPTH = 10_000;

/** Reads the text from `start` to `end` of a line as a JSON array of strings. */
export function readJsonForm(line: LogicalLine, start: number, end: number): JsonForm {
	const { text } = line;
	let at = skipSpaces(text, start, end);
	if (text.charCodeAt(at) !== 91 || at >= end) return SHELL;
	const words = readStrings(line, at, end);
	if (words) return { kind: 'strings', words };
	at = skipSpaces(text, start, end);
	return isOtherArray(text.slice(at, end)) ? { kind: 'other-array' } : SHELL;
}

/** The strings of an array that holds nothing else, `undefined` where anything is odd. */
function readStrings(line: LogicalLine, start: number, end: number): Word[] | undefined {
	const { text } = line;
	const words: Word[] = [];
	let at = skipJsonBlanks(text, start + 1);
	if (text[at] === ']') return skipJsonBlanks(text, at + 1) >= end ? words : undefined;
	while (at < end) {
		if (text[at] !== '"') return undefined;
		const close = findClosingQuote(text, at + 1, end);
		const value = close === -1 ? undefined : decode(text, at, close + 1);
		if (value === undefined) return undefined;
		words.push({ text: value, span: line.span(at, close + 1) });
		at = skipJsonBlanks(text, close + 1);
		if (at >= end) return undefined;
		if (text[at] === ']') return skipJsonBlanks(text, at + 1) >= end ? words : undefined;
		if (text[at] !== ',') return undefined;
		at = skipJsonBlanks(text, at + 1);
	}
	return undefined;
}

function skipJsonBlanks(text: string, start: number): number {
	let at = start;
	for (;;) {
		const code = text.charCodeAt(at);
		if (code !== 32 && code !== 9 && code !== 13 && code !== 10) return at;
		at++;
	}
}

function findClosingQuote(text: string, start: number, end: number): number {
	for (let at = start; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === 34) return at;
		if (code === 92) at++;
		else if (code < 32) return -1;
	}
	return -1;
}

function decode(text: string, start: number, end: number): string | undefined {
	const inner = text.slice(start + 1, end - 1);
	if (!inner.includes('\\')) return inner;
	try {
		const value: unknown = JSON.parse(text.slice(start, end));
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}

function isOtherArray(text: string): boolean {
	try {
		return isWithinGoLimits(JSON.parse(text));
	} catch {
		return false;
	}
}

/** Go's JSON reader refuses numbers beyond a double and deep nesting; BuildKit then takes the text for shell form. */
function isWithinGoLimits(root: unknown): boolean {
	const open: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, depth } = next;
		if (typeof value === 'number' && !Number.isFinite(value)) return false;
		if (typeof value !== 'object' || value === null) continue;
		if (depth > GO_JSON_DEPTH) return false;
		for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 });
	}
	return true;
}
