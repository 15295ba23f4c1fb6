import { ansi, type Paint, plain } from '#core/report/paint.ts';

/** A stream that text is written to. */
export interface Output {
	write(text: string): void;
	/** Settles once the reader has kept up, so that a long report does not pile up in memory. */
	drained?(): Promise<void>;
	readonly isTerminal: boolean;
	/** Of the terminal; `undefined` where there is none. */
	readonly columns?: number | undefined;
}

/** All that a command may know of the world around the process; tests hand in their own. */
export interface Io {
	/** Results, and nothing else. */
	readonly stdout: Output;
	/** Everything said about the work: progress, problems, hints. */
	readonly stderr: Output;
	/** All of standard input. */
	readStdin(): Promise<Uint8Array>;
	/** Where the user stands: relative paths in arguments start here. */
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Aborted by Ctrl-C, for commands that run until they are stopped. */
	readonly interrupted: AbortSignal;
}

export const COLORS = ['auto', 'always', 'never'] as const;
export type Color = (typeof COLORS)[number];

/** Colours where a terminal reads them; `NO_COLOR` and `FORCE_COLOR` decide over that, and `--color` over all. */
export function choosePaint(output: Output, env: Io['env'], color: Color = 'auto'): Paint {
	if (color !== 'auto') return color === 'always' ? ansi : plain;
	if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return plain;
	const force = env['FORCE_COLOR'];
	if (force !== undefined && force !== '') return force === '0' || force === 'false' ? plain : ansi;
	return output.isTerminal && env['TERM'] !== 'dumb' ? ansi : plain;
}
