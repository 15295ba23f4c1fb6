import type { Span } from '../source/position.ts';
import type { Instruction } from './model.ts';

/** A word of a shell command. `text` is its value once quotes are removed, missing where it depends on a variable or a substitution. */
export interface ShellWord {
	readonly raw: string;
	readonly text?: string;
	/** In the source file. */
	readonly span: Span;
}

/** One simple command somewhere in a shell text: behind `&&`, in an `if`, in a subshell, in `sh -c "…"`, in a heredoc. */
export interface ShellCommand {
	/** The program's name without its folder, wrappers (`sudo`, `env X=y`, `exec`, `nice`, `time`, `xargs`) taken off; missing where a variable names it. */
	readonly name?: string;
	/** Of the program's name. */
	readonly nameSpan: Span;
	/** The words behind the name. */
	readonly args: readonly ShellWord[];
	/** `X=y` before the name, those of `env` included. */
	readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
	/** The wrappers taken off, outermost first. */
	readonly wrappers: readonly string[];
	/** `> file`, `2>> file`, `< file`. */
	readonly redirects: readonly { readonly operator: string; readonly target: ShellWord }[];
	/** From the first word, wrappers and assignments included, to the last. */
	readonly span: Span;
	/** Counts the pipelines of the text from 0: commands with the same number are joined by `|`. */
	readonly pipeline: number;
}

/**
 * Every simple command that the shell would run for this instruction, in order of appearance.
 * `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK CMD`; shell form, JSON form and heredocs alike. Empty for all others,
 * and for a heredoc meant for another interpreter.
 */
export type ShellCommandsOf = (instruction: Instruction) => readonly ShellCommand[];
