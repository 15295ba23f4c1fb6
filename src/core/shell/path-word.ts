import { SHELLS_WITH_BRACES } from '../knowledge/wrappers.ts';
import { type Character, expandBraces } from './braces.ts';
import type { ShellWord } from './shell-word.ts';

/** A path as a shell hands it over: one name, or a pattern for all that exist. */
export interface PathPattern {
	/** Of a pattern: with `\` before each character that means itself. */
	readonly text: string;
	/** True where `*`, `?` or `[` stand for what exists. */
	readonly isPattern: boolean;
	/** False where only the beginning is known, and a variable or a command says the rest. */
	readonly isKnown: boolean;
}

/** How the words of a command are read. */
export interface WordReader {
	/** `sh`, `bash`; `undefined` where no shell reads them. */
	readonly shell: string | undefined;
	/** The value of `$x` or `${x:-y}`, `undefined` where it cannot be known. */
	expand(reference: string): string | undefined;
	/** What `~` stands for. */
	readonly home: string;
}

/** The paths that a word of a command names, quotes, variables, braces and `~` read as its shell reads them. */
export function listPathPatterns({ raw, text }: ShellWord, reader: WordReader): readonly PathPattern[] {
	const { shell } = reader;
	if (shell === undefined) return [{ text: text ?? raw, isPattern: false, isKnown: text !== undefined }];
	if (isPlain(raw)) return [{ text: raw, isPattern: false, isKnown: true }];
	const value = readCharacters(raw, text, reader);
	const words = SHELLS_WITH_BRACES.has(shell) ? expandBraces(value.characters) : [value.characters];
	return words.map((characters) => makePattern(characters, value.isKnown));
}

function isPlain(raw: string): boolean {
	return /^[\w./:=@%+,-]*$/.test(raw);
}

interface ReadValue {
	readonly characters: readonly Character[];
	readonly isKnown: boolean;
}

function readCharacters(raw: string, text: string | undefined, reader: WordReader): ReadValue {
	// A variable that the script itself has set: the value is in place already.
	if (text !== undefined && /[$`]/.test(raw.replace(/'[^']*'/g, '')))
		return { characters: quoteBraces(text, raw.startsWith('"')), isKnown: true };
	const characters: Character[] = [];
	let quote = '';
	for (let at = 0; at < raw.length; at++) {
		const char = raw.charAt(at);
		if (char === quote) quote = '';
		else if (quote === "'") characters.push({ char, isQuoted: true });
		else if (char === '\\') {
			const next = raw.charAt(++at);
			if (quote === '"' && !'$`"\\'.includes(next)) characters.push({ char, isQuoted: true });
			characters.push({ char: next, isQuoted: true });
		} else if (quote === '' && (char === "'" || char === '"')) quote = char;
		else if (char === '`') return { characters, isKnown: false };
		else if (char === '$') {
			const reference = REFERENCE.exec(raw.slice(at))?.[0];
			const value = reference === undefined ? undefined : resolveReference(reference, reader);
			if (reference === undefined || value === undefined) return { characters, isKnown: false };
			for (const one of quoteBraces(value, quote === '"')) characters.push(one);
			at += reference.length - 1;
		} else if (char === '~' && at === 0 && quote === '' && /^~(?:\/|$)/.test(raw)) {
			for (const one of reader.home) characters.push({ char: one, isQuoted: true });
		} else characters.push({ char, isQuoted: quote !== '' });
	}
	return { characters, isKnown: true };
}

const REFERENCE = /^\$(?:\w+|\{[^{}]*\})/;

function resolveReference(reference: string, { expand, home }: WordReader): string | undefined {
	return expand(reference) ?? (/^\$\{?HOME\}?$/.test(reference) ? home : undefined);
}

/** In a value only `*`, `?` and `[` are looked at again, and in quotes nothing. */
function quoteBraces(value: string, isQuoted: boolean): Character[] {
	return [...value].map((char) => ({ char, isQuoted: isQuoted || !/[*?[\]]/.test(char) }));
}

function makePattern(characters: readonly Character[], isKnown: boolean): PathPattern {
	const isPattern = characters.some(({ char, isQuoted }) => !isQuoted && /[*?[]/.test(char));
	const text = characters
		.map(({ char, isQuoted }) => (isPattern && isQuoted && /[*?[\]\\]/.test(char) ? `\\${char}` : char))
		.join('');
	return { text, isPattern, isKnown };
}
