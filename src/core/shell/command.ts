import type { Span } from '../source/position.ts';
import type { PackageAction } from './package-managers.ts';
import type { Redirect, ShellWord } from './shell-word.ts';
import type { Surroundings } from './surroundings.ts';

/** `X=y`: the value as it is written, and as it is where that can be known. */
export interface Assignment {
	readonly name: string;
	readonly raw: string;
	readonly value: string | undefined;
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
	readonly assignments: readonly Assignment[];
	/** The wrappers taken off, outermost first; `sh` for `sh -c "…"`. */
	readonly wrappers: readonly string[];
	readonly redirects: readonly Redirect[];
	/** From the first word, wrappers and assignments included, to the last, redirections included. */
	readonly span: Span;
	/** Counts the pipelines of the text from 0: commands with the same number are joined by `|`. */
	readonly pipeline: number;
	readonly surroundings: Surroundings;
	/** The shell that reads its words, `sh`, `bash`; missing where none does, so that `*` and `$x` mean themselves. */
	readonly shell: string | undefined;
	/** True for a shell that takes its script from a heredoc, whose commands come next. */
	readonly scriptFollows: boolean;
	/** What it does with packages; missing where it is no package manager. */
	readonly packageAction: PackageAction | undefined;
}
