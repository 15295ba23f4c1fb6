import { replaceEvery, replaceFirst, trimPrefix, trimSuffix, UNKNOWN_PATTERN } from '../../shell/pattern.ts';
import { isSpace, skipSpaces } from '../../source/characters.ts';

/** A variable's value: a text, `undefined` where it is not set, `null` where it is set to something we cannot know. */
export type Lookup = (name: string) => string | undefined | null;

export interface SubstitutionOptions {
	/** The character that takes the next one's meaning away. */
	readonly escape: string;
	/** Leaves quotes in the result. */
	readonly rawQuotes?: boolean;
	/** Leaves escapes in the result. */
	readonly rawEscapes?: boolean;
	/** Quotes are characters like any other: so heredocs are read. */
	readonly ignoresQuotes?: boolean;
	/** Leaves variables that are not set as they are written. */
	readonly keepsUnset?: boolean;
	/** A variable that is not set may be given a value by whoever builds: unknown, save where the text itself has a default. */
	readonly unsetIsUnknown?: boolean;
}

export interface Substitution {
	/** The result; `undefined` where a value it needs is unknown. */
	readonly value: string | undefined;
	/** The result split at white space outside quotes. Meaningless where `value` is unknown. */
	readonly words: readonly string[];
	/** Names used that are set. */
	readonly matched: readonly string[];
	/** Names used that are not set. */
	readonly unmatched: readonly string[];
	/** Why BuildKit refuses the text. */
	readonly error?: string;
}

/** Substitutes variables as BuildKit does. Linear in the text, however deeply substitutions nest. */
export function substitute(text: string, lookup: Lookup, options: SubstitutionOptions): Substitution {
	if (PLAIN.test(text) && !text.includes(options.escape)) {
		return { value: text, words: [text], matched: NO_NAMES, unmatched: NO_NAMES };
	}
	return new Substituter(text, lookup, options).run();
}

const PLAIN = /^[!#%&(-;=-[\]-~]+$/;
const NO_NAMES: readonly string[] = [];

type Value = string | null;

/** One open construct. `stop` is the character that ends it, empty for the whole text. */
interface Frame {
	readonly kind: 'text' | 'double-quote' | 'word' | 'pattern' | 'replacement';
	readonly stop: string;
	readonly rawEscapes: boolean;
	readonly name: string;
	readonly modifier: string;
	readonly pattern: Value;
	result: Value;
}

class SubstitutionError {
	readonly message: string;
	constructor(message: string) {
		this.message = message;
	}
}

class Substituter {
	readonly #text: string;
	readonly #lookup: Lookup;
	readonly #options: SubstitutionOptions;
	readonly #frames: Frame[] = [];
	readonly #matched: string[] = [];
	readonly #unmatched: string[] = [];
	readonly #words: string[] = [];
	#word = '';
	#inWord = false;
	#at: number;

	constructor(text: string, lookup: Lookup, options: SubstitutionOptions) {
		this.#text = text;
		this.#lookup = lookup;
		this.#options = options;
		this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	}

	run(): Substitution {
		try {
			const value = this.#readAll();
			if (this.#word !== '') this.#words.push(this.#word);
			return this.#answer(value);
		} catch (reason) {
			if (!(reason instanceof SubstitutionError)) throw reason;
			return { ...this.#answer(undefined), words: [], error: reason.message };
		}
	}

	#answer(value: Value | undefined): Substitution {
		const words = this.#words;
		return { value: value ?? undefined, words, matched: this.#matched, unmatched: this.#unmatched };
	}

	#readAll(): Value {
		this.#open('text', '', this.#options.rawEscapes === true);
		for (;;) {
			const frame = this.#top();
			if (this.#at >= this.#text.length) {
				if (frame.kind === 'text') return frame.result;
				throw new SubstitutionError(this.#unclosed(frame));
			}
			if (this.#text.charAt(this.#at) === frame.stop) this.#close(frame);
			else if (frame.kind === 'double-quote') this.#stepInDoubleQuote(frame);
			else this.#step(frame);
		}
	}

	#step(frame: Frame): void {
		RUN.lastIndex = this.#at;
		const run = RUN.exec(this.#text)?.[0];
		if (run !== undefined) {
			this.#at += run.length;
			this.#add(frame, run, 'raw');
			return;
		}
		const char = this.#next();
		if (char === '$') this.#dollar();
		else if (char === "'" && !this.#options.ignoresQuotes) this.#singleQuote();
		else if (char === '"' && !this.#options.ignoresQuotes) {
			this.#open('double-quote', '"', frame.rawEscapes);
			if (this.#options.rawQuotes) this.#top().result = '"';
		} else if (char === this.#options.escape) {
			if (frame.rawEscapes) this.#add(frame, char, 'raw');
			if (this.#at < this.#text.length) this.#add(frame, this.#next(), 'raw');
		} else if (char === '<' && this.#text.charAt(this.#at) === '<') this.#heredoc(frame);
		else this.#add(frame, char, 'split');
	}

	/** Blanks between `<<` and the word behind it do not part them. */
	#heredoc(frame: Frame): void {
		const end = skipSpaces(this.#text, this.#at + 1);
		this.#add(frame, this.#text.slice(this.#at - 1, end), 'raw');
		this.#at = end;
	}

	#stepInDoubleQuote(frame: Frame): void {
		const escaper = this.#options.escape;
		const char = this.#next();
		if (char === '$') {
			this.#dollar();
			return;
		}
		if (char !== escaper) {
			this.#add(frame, char, 'split');
			return;
		}
		if (frame.rawEscapes) this.#add(frame, char, 'split');
		if (this.#at >= this.#text.length) return;
		const next = this.#text.charAt(this.#at);
		const isEscaped = next === '"' || next === '$' || next === escaper;
		this.#add(frame, isEscaped ? this.#next() : char, 'split');
	}

	#singleQuote(): void {
		const close = this.#text.indexOf("'", this.#at);
		if (close === -1) {
			throw new SubstitutionError('unexpected end of statement while looking for matching single-quote');
		}
		const inner = this.#text.slice(this.#at, close);
		this.#at = close + 1;
		this.#add(this.#top(), this.#options.rawQuotes ? `'${inner}'` : inner, 'raw');
	}

	#dollar(): void {
		if (this.#text.charAt(this.#at) !== '{') {
			const name = this.#name();
			if (name === '') {
				this.#add(this.#top(), '$', 'split');
				return;
			}
			const value = this.#valueOf(name);
			const isNameKept = value === undefined && this.#options.keepsUnset;
			this.#add(this.#top(), isNameKept ? `$${name}` : this.#orEmpty(value), 'split');
			return;
		}
		this.#at++;
		const first = this.#text.charAt(this.#at);
		if (first === '') throw new SubstitutionError("syntax error: missing '}'");
		if (first === '{' || first === '}' || first === ':')
			throw new SubstitutionError('syntax error: bad substitution');
		this.#braces(this.#name());
	}

	/** Behind `${name`. */
	#braces(name: string): void {
		let modifier = this.#next();
		if (modifier === '}') {
			const value = this.#valueOf(name);
			const areBracesKept = value === undefined && this.#options.keepsUnset;
			this.#add(this.#top(), areBracesKept ? `\${${name}}` : this.#orEmpty(value), 'split');
			return;
		}
		if (modifier === '/') {
			if (this.#text.charAt(this.#at) === '/') modifier += this.#next();
			this.#open('pattern', '/', true, name, modifier);
			return;
		}
		if (modifier === ':') modifier += this.#next();
		const kind = modifier.charAt(modifier.length - 1);
		// Behind a colon BuildKit reads on to the brace before it looks at the modifier.
		if (!modifier.startsWith(':') && !'+-?#%'.includes(kind || ' ')) {
			throw new SubstitutionError(`unsupported modifier (${modifier}) in substitution`);
		}
		this.#open('word', '}', kind === '#' || kind === '%', name, modifier);
	}

	#close(frame: Frame): void {
		this.#at++;
		this.#frames.pop();
		const outer = this.#top();
		if (frame.kind === 'double-quote') {
			const quoted = frame.result !== null && this.#options.rawQuotes ? `${frame.result}"` : frame.result;
			this.#add(outer, quoted, 'raw');
		} else if (frame.kind === 'pattern') {
			this.#open('replacement', '}', true, frame.name, frame.modifier, frame.result);
		} else if (frame.kind === 'replacement') this.#add(outer, this.#replaced(frame), 'split');
		else this.#add(outer, this.#modified(frame), 'split');
	}

	#modified({ name, modifier, result: word }: Frame): Value {
		const value = this.#valueOf(name);
		if (value === undefined && this.#options.keepsUnset) return `\${${name}${modifier}${word ?? ''}}`;
		const kind = modifier.charAt(modifier.length - 1);
		const isUnset = value === undefined || (modifier.startsWith(':') && value === '');
		switch (kind) {
			case '-':
				return isUnset ? word : value;
			case '+':
				return this.#known(value) === null ? null : isUnset ? '' : word;
			case '?':
				if (!isUnset) return value;
				throw new SubstitutionError(
					`${name}: ${word || (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty')}`,
				);
			case '#':
			case '%':
				return this.#trimmed(kind, word, this.#orEmpty(value));
			default:
				throw new SubstitutionError(`unsupported modifier (${modifier}) in substitution`);
		}
	}

	#trimmed(kind: '#' | '%', word: Value, value: Value): Value {
		if (word === null) return null;
		const greedy = word.startsWith(kind);
		const pattern = greedy ? word.slice(1) : word;
		return this.#checked(
			pattern,
			(kind === '#' ? trimPrefix : trimSuffix)(pattern, value ?? '', greedy),
			value,
		);
	}

	#replaced({ name, modifier, pattern, result: replacement }: Frame): Value {
		const value = this.#valueOf(name);
		if (value === undefined && this.#options.keepsUnset) {
			return `\${${name}/${pattern ?? ''}/${replacement ?? ''}}`;
		}
		if (pattern === null) return null;
		const replace = modifier === '//' ? replaceEvery : replaceFirst;
		const result = this.#checked(
			pattern,
			replace(pattern, value ?? '', replacement ?? ''),
			this.#known(value),
		);
		return replacement === null ? null : result;
	}

	#checked(
		pattern: string,
		result: string | undefined | typeof UNKNOWN_PATTERN,
		value: string | null | undefined,
	) {
		if (result === undefined) throw new SubstitutionError(`invalid pattern (${pattern}) in substitution`);
		return value === null || result === UNKNOWN_PATTERN ? null : result;
	}

	#orEmpty(value: string | undefined | null): Value {
		const known = this.#known(value);
		return known === undefined ? '' : known;
	}

	#known(value: string | undefined | null): string | undefined | null {
		return value === undefined && this.#options.unsetIsUnknown ? null : value;
	}

	#valueOf(name: string): string | undefined | null {
		const value = this.#lookup(name);
		(value === undefined ? this.#unmatched : this.#matched).push(name);
		return value;
	}

	/** A name, a number or one special character; empty where there is none. */
	#name(): string {
		const start = this.#at;
		const first = this.#text.charAt(start);
		if (first !== '' && '@*#?-$!0'.includes(first)) {
			if (first !== '0') {
				this.#at++;
				return first;
			}
		}
		const pattern = isDigit(first) ? DIGITS : NAME;
		pattern.lastIndex = start;
		const name = pattern.exec(this.#text)?.[0] ?? '';
		this.#at += name.length;
		return name;
	}

	#add(frame: Frame, value: Value, how: 'raw' | 'split'): void {
		frame.result = frame.result === null || value === null ? null : frame.result + value;
		if (frame.kind !== 'text' || value === null) return;
		if (how === 'raw') {
			this.#word += value;
			this.#inWord = true;
		} else this.#addToWords(value);
	}

	#addToWords(value: string): void {
		for (let at = 0; at < value.length; at++) {
			if (!isSpace(value.charCodeAt(at))) {
				this.#word += value.charAt(at);
				this.#inWord = true;
			} else if (this.#inWord && this.#word !== '') {
				this.#words.push(this.#word);
				this.#word = '';
				this.#inWord = false;
			}
		}
	}

	#open(
		kind: Frame['kind'],
		stop: string,
		rawEscapes: boolean,
		name = '',
		modifier = '',
		pattern: Value = '',
	): void {
		this.#frames.push({ kind, stop, rawEscapes, name, modifier, pattern, result: '' });
	}

	#top(): Frame {
		const frame = this.#frames.at(-1);
		if (!frame) throw new Error('no open frame: the whole text is one');
		return frame;
	}

	#next(): string {
		return this.#text.charAt(this.#at++);
	}

	#unclosed(frame: Frame): string {
		if (frame.kind === 'double-quote') {
			return 'unexpected end of statement while looking for matching double-quote';
		}
		return frame.kind === 'pattern' ? "syntax error: missing '/' in ${}" : "syntax error: missing '}'";
	}
}

/** Characters that mean nothing but themselves anywhere. */
const RUN = /[\w.:,=@%+-]+/y;
const NAME = /[\p{L}\p{Nd}_]*/uy;
const DIGITS = /\p{Nd}+/uy;

function isDigit(char: string): boolean {
	return char >= '0' && char <= '9';
}
