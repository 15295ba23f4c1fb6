import type { Span } from '../source/position.ts';
import type { PackageAction } from './package-managers.ts';
import type { Surroundings } from './surroundings.ts';

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

/** One simple command somewhere in a shell text: behind `&&`, in an `if`, in a subshell, in `sh -c "…"`, in a heredoc. */
export interface ShellCommand {
	/** The program's name without its folder, wrappers (`sudo`, `env X=y`, `exec`, `nice`, `time`, `xargs`) taken off; missing where a variable names it. */
	readonly name: string | undefined;
	/** Of the program's name. */
	readonly nameSpan: Span;
	/** The words behind the name. */
	readonly args: readonly ShellWord[];
	/** `X=y` before the name, those of `env` included. */
	readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
	/** The wrappers taken off, outermost first; `sh` for `sh -c "…"`. */
	readonly wrappers: readonly string[];
	/** `> file`, `2>> file`, `< file`. */
	readonly redirects: readonly { readonly operator: string; readonly target: ShellWord }[];
	/** From the first word, wrappers and assignments included, to the last, redirections included. */
	readonly span: Span;
	/** Counts the pipelines of the text from 0: commands with the same number are joined by `|`. */
	readonly pipeline: number;
	readonly surroundings: Surroundings;
	/** True for a shell that takes its script from a heredoc, whose commands come next. */
	readonly scriptFollows: boolean;
	/** What it does with packages; missing where it is no package manager. */
	readonly packageAction: PackageAction | undefined;
}
