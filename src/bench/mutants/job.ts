/** A test that takes longer is asked about no mutant: what it alone would notice counts as survived. */
export const SLOW_SECONDS = 0.05;

/** What the process that runs the tests is asked. */
export interface MutantJob {
	/** Those that are tried, by number. */
	readonly alive: readonly number[];
	/** One that is in force from the beginning: it stands in what is done once, when a file is loaded. */
	readonly always?: number;
	/** How long each test took when it ran last, by name. */
	readonly seconds: Readonly<Record<string, number>>;
	/** The file to which it says what it finds, an entry a line. */
	readonly log: string;
}

export type LogEntry =
	| { readonly kind: 'test'; readonly name: string; readonly seconds: number }
	| { readonly kind: 'loaded' | 'reached' | 'tried'; readonly id: number }
	| { readonly kind: 'killed'; readonly id: number; readonly by: string }
	/** It was not broken off. */
	| { readonly kind: 'done' };
