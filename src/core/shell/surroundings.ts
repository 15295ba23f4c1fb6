import type { Redirect } from './shell-word.ts';

/** What a command stands in; where that is a function, what the first call of it stands in too. */
export interface Surroundings {
	/** In a loop: it comes back to run again. */
	readonly isRepeated: boolean;
	/** `&` stands behind it, or behind a group around it: what follows does not wait for it. */
	readonly isBackground: boolean;
	/** In `$(…)`, backticks or `<(…)`: a part of another command's words. */
	readonly isSubstituted: boolean;
	/** In a function that nothing in the text calls by its name: a `trap` may, or another program. */
	readonly isUncalled: boolean;
	/** Behind `||`, or behind a test and `&&`: it may be passed by. */
	readonly isOptional: boolean;
	/** What of `if` and `case` it stands in, outermost first. */
	readonly arms: readonly Arm[];
	/** The shells it stands in, outermost first, each a number: a subshell, `$(…)`, `sh -c`. What `cd` does ends with its own. */
	readonly processes: readonly number[];
	/** The groups it stands in whose output goes elsewhere as a whole, outermost first. */
	readonly groups: readonly Group[];
}

/** `{ …; } > file`, and a loop or a subshell with a redirection behind it. One object for all commands of the group. */
export interface Group {
	readonly redirects: readonly Redirect[];
}

/** One of the lists of an `if` or a `case`, of which the shell runs at most one. */
export interface Arm {
	/** Counts the `if`s and `case`s of the text. */
	readonly choice: number;
	/** Counts the lists of that one. */
	readonly index: number;
}

/** In nothing at all. */
export const TOP_LEVEL: Surroundings = {
	isRepeated: false,
	isBackground: false,
	isSubstituted: false,
	isUncalled: false,
	isOptional: false,
	arms: [],
	processes: [],
	groups: [],
};

/** True where the shell runs the one or the other, and never both. */
export function areAlternatives(first: Surroundings, other: Surroundings): boolean {
	return first.arms.some(({ choice, index }) =>
		other.arms.some((arm) => arm.choice === choice && arm.index !== index),
	);
}
