import { isBlank, skipSpaces } from '../source/characters.ts';
import type { Span } from '../source/position.ts';
import type { Directive } from './model.ts';

const KNOWN: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** A parser directive in the line from `start` to `end`, or `undefined`: then no directive may follow. */
export function readDirective(text: string, start: number, end: number, mark = '#'): Directive | undefined {
	if (!text.startsWith(mark, start)) return undefined;
	const nameStart = skipSpaces(text, start + mark.length, end);
	let at = nameStart;
	while (at < end && isNameCharacter(text.charCodeAt(at), at === nameStart)) at++;
	const name = text.slice(nameStart, at).toLowerCase();
	if (!KNOWN.has(name)) return undefined;
	at = skipBlanks(text, at, end);
	if (text[at] !== '=' || at >= end) return undefined;
	const valueSpan = trimValue(text, at + 1, end);
	if (!valueSpan) return undefined;
	const value = text.slice(valueSpan.start, valueSpan.end);
	return { type: 'directive', name, value, span: { start, end }, valueSpan };
}

/**
 * The directives in the other forms in which a file may name its frontend: `// syntax=…` lines, or a JSON object with
 * the key `syntax`. Such a file is written for that frontend and is no Dockerfile.
 */
export function findForeignSyntax(text: string): Directive | undefined {
	const head = locateHead(text);
	return findDirective(text, head, 'syntax', '//') ?? findJsonSyntax(text, head);
}

/**
 * The `# syntax=` or the `# check=` of a file. BuildKit looks for these two apart from the rest of the file: a `#!` line
 * may come before them, and none that is indented counts.
 */
export function findHeadDirective(text: string, name: 'syntax' | 'check'): Directive | undefined {
	return findDirective(text, locateHead(text), name, '#');
}

/** True where a `# syntax=` value names Docker's own Dockerfile frontend. */
export function isDockerfileFrontend(image: string): boolean {
	return /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(image.split(' ')[0] ?? '');
}

/** Where the directives begin: behind a byte order mark and a `#!` line. */
function locateHead(text: string): number {
	const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	if (!text.startsWith('#!', start)) return start;
	const newline = text.indexOf('\n', start);
	return newline === -1 ? text.length : newline + 1;
}

function findDirective(text: string, head: number, name: string, mark: string): Directive | undefined {
	for (let at = head; at < text.length; ) {
		const newline = text.indexOf('\n', at);
		const end = trimLineEnd(text, at, newline === -1 ? text.length : newline);
		const directive = readDirective(text, at, end, mark);
		if (!directive || directive.name === name) return directive;
		at = newline === -1 ? text.length : newline + 1;
	}
	return undefined;
}

function findJsonSyntax(text: string, head: number): Directive | undefined {
	const start = skipSpaces(text, head);
	if (text[start] !== '{') return undefined;
	try {
		const parsed: unknown = JSON.parse(text.slice(start));
		if (typeof parsed !== 'object' || parsed === null || !('syntax' in parsed)) return undefined;
		const value = parsed.syntax;
		if (typeof value !== 'string') return undefined;
		const span = { start, end: text.trimEnd().length };
		return { type: 'directive', name: 'syntax', value, span, valueSpan: span };
	} catch {
		return undefined;
	}
}

/** Drops every `\r` (and `\n`) in front of a line's end. */
export function trimLineEnd(text: string, start: number, end: number): number {
	let at = end;
	while (at > start && (text.charCodeAt(at - 1) === 13 || text.charCodeAt(at - 1) === 10)) at--;
	return at;
}

function isNameCharacter(code: number, first: boolean): boolean {
	const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
	return letter || (!first && code >= 48 && code <= 57);
}

function skipBlanks(text: string, start: number, end: number): number {
	let at = start;
	while (at < end && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== 11) at++;
	return at;
}

/** The value between the blanks. A value of blanks only is its last blank, as BuildKit's pattern has it. */
function trimValue(text: string, start: number, end: number): Span | undefined {
	if (start >= end) return undefined;
	const from = skipBlanks(text, start, end);
	if (from >= end) return { start: end - 1, end };
	let to = end;
	while (to > from && isBlank(text.charCodeAt(to - 1)) && text.charCodeAt(to - 1) !== 11) to--;
	return { start: from, end: to };
}
