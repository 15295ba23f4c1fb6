import { skipSpaces } from '../../source/characters.ts';
import type { Word } from '../model.ts';
import { substitute } from '../variables/substitution.ts';
import type { LogicalLine } from './logical-line.ts';

/** `<<EOF` as it stands in an instruction; what it encloses is read from the lines below. */
export interface HeredocMark {
	readonly name: string;
	readonly expands: boolean;
	readonly stripsTabs: boolean;
	readonly word: Word;
}

/** The heredocs that an instruction's line opens, in order; `error` where a name's quotes do not close. */
export function listHeredocMarks(line: LogicalLine): { marks: HeredocMark[]; error?: string } {
	const marks: HeredocMark[] = [];
	for (const { start, end } of listHeredocWords(line.text)) {
		const source = line.text.slice(start, end);
		const read = readHeredocMark(source);
		if (typeof read === 'string') return { marks, error: read };
		if (read) marks.push({ ...read, word: line.word(start, end) });
	}
	return { marks };
}

/** Reads one word as `<<EOF`, `<< EOF`, `<<-EOF`, `3<<"EOF"`; `undefined` where it is none, a text where BuildKit refuses it. */
export function readHeredocMark(word: string): Omit<HeredocMark, 'word'> | string | undefined {
	const match = /^\d*<<(-?)\s*([^<]*)$/.exec(word);
	if (!match) return undefined;
	const rest = match[2] ?? '';
	const plain = substitute(rest, answerUnset, { escape: '\\', keepsUnset: true });
	if (plain.error !== undefined) return plain.error;
	if (plain.words.length !== 1) return undefined;
	// Quotes keep variables in the content as they are; an escape does not.
	const raw = substitute(rest, answerUnset, { escape: '\\', keepsUnset: true, rawQuotes: true });
	const name = plain.words[0] ?? '';
	return { name, expands: raw.words[0] === name, stripsTabs: match[1] === '-' };
}

const answerUnset = (): undefined => undefined;

/**
 * The words of a shell text as BuildKit cuts them to look for heredocs: at white space outside quotes, substitutions
 * in one piece. Nothing at all once a quote or a `${` does not close.
 */
function listHeredocWords(text: string): { start: number; end: number }[] {
	const cut = substitute(text, answerUnset, {
		escape: '\\',
		keepsUnset: true,
		rawQuotes: true,
		rawEscapes: true,
	});
	if (cut.error !== undefined) return [];
	const words: { start: number; end: number }[] = [];
	let at = 0;
	for (const word of cut.words) {
		if (!word.includes('<<')) continue;
		const start = text.indexOf(word, skipSpaces(text, at));
		if (start === -1) continue;
		words.push({ start, end: start + word.length });
		at = start + word.length;
	}
	return words;
}
