import type { Span } from '../source/position.ts';

/**
 * A word of a shell command. `text` is its value once quotes are removed, missing where it depends on a substitution or on
 * a variable, save one that the same text sets. Such a variable with blanks in its value makes several words of one place.
 */
export interface ShellWord {
	readonly raw: string;
	readonly text: string | undefined;
	/** In the source file. */
	readonly span: Span;
}

/** `> file`, `2>> file`, `< file`. */
export interface Redirect {
	readonly operator: string;
	readonly target: ShellWord;
}
