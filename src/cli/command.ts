import type { Io } from './io.ts';

export const EXIT = {
	fine: 0,
	/** Findings or problems. */
	found: 1,
	/** Wrong usage, or something could not be read. */
	unusable: 2,
} as const;

/** One word behind `drydock`. */
export interface Command {
	readonly name: string;
	/** One line, no full stop, for the list of commands. */
	readonly summary: string;
	/** What `drydock <name> --help` prints: the form of the call, its options, an example. */
	readonly usage: string;
	/** Answers the exit code. `args` is what stands behind the name. Throws `UsageError` for a call it cannot understand. */
	run(args: readonly string[], io: Io): Promise<number>;
}

/** The call was wrong. The dispatcher prints the message with a pointer to `--help`, and exits with 2. */
export class UsageError extends Error {}
