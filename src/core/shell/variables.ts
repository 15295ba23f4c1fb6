import type { ShellWord } from './shell-word.ts';

/** Longer values, and all words beyond this many characters, are not worked out: no hand writes them. */
const LONGEST_VALUE = 4_000;
const MOST_CHARACTERS = 200_000;

const VARIABLE = /\$(?:([A-Za-z_]\w*|\d)|\{([A-Za-z_]\w*|\d)\})/g;

/** A word behind the name of a function, and the part of the text that it comes from. */
export interface Argument {
	readonly word: ShellWord;
	readonly origin: { readonly pos: number; readonly end: number };
}

/** The variables that a shell text sets for itself, as far as their values stand in it: `pkgs='curl git'`. */
export class ShellVariables {
	readonly #values = new Map<string, string | undefined>();
	/** `$1` and those behind it: what the function that runs was called with. */
	arguments: readonly Argument[] = [];
	#charactersLeft = MOST_CHARACTERS;

	/** True as long as no value is known. */
	get isEmpty(): boolean {
		return this.#values.size + this.arguments.length === 0;
	}

	/** From here on the name has this value; `undefined` where that cannot be known. */
	set(name: string, value: string | undefined): void {
		this.#values.set(name, value === undefined || value.length > LONGEST_VALUE ? undefined : value);
	}

	/** The value of a word as written; `undefined` where it holds more than plain characters and variables whose values are known. */
	valueOf(raw: string): string | undefined {
		if (this.isEmpty || !raw.includes('$')) return undefined;
		const inner = isQuoted(raw) ? raw.slice(1, -1) : raw;
		const rest = inner.replace(VARIABLE, '');
		if (!/^[\w./:=@%+,*?-]*$/.test(isQuoted(raw) ? rest.replace(/\s/g, '') : rest)) return undefined;
		let isKnown = true;
		const value = inner.replace(VARIABLE, (_, bare?: string, braced?: string) => {
			const variableValue = this.#get(bare ?? braced ?? '');
			if (variableValue === undefined) isKnown = false;
			return variableValue ?? '';
		});
		this.#charactersLeft -= value.length;
		return isKnown && value.length <= LONGEST_VALUE && this.#charactersLeft >= 0 ? value : undefined;
	}

	/** The words that the shell makes of one: without quotes it splits the value at blanks. */
	wordsOf(raw: string): readonly string[] | undefined {
		const value = this.valueOf(raw);
		if (value === undefined) return undefined;
		return isQuoted(raw) ? [value] : value.split(/\s+/).filter(Boolean);
	}

	/** The arguments that `"$@"` or `$1` stands for; `undefined` for anything else, and where the shell takes them apart. */
	argumentsOf(raw: string): readonly Argument[] | undefined {
		const name = /^"?\$\{?([@*\d])\}?"?$/.exec(raw)?.[1];
		if (name === undefined || this.arguments.length === 0) return undefined;
		const found = /\d/.test(name) ? this.arguments.slice(Number(name) - 1, Number(name)) : this.arguments;
		return isQuoted(raw) || !found.some(({ word }) => /\s/.test(word.text ?? '')) ? found : undefined;
	}

	#get(name: string): string | undefined {
		return /^\d/.test(name) ? this.arguments[Number(name) - 1]?.word.text : this.#values.get(name);
	}
}

function isQuoted(raw: string): boolean {
	return raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
}
