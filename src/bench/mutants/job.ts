/** Which tests are asked: all that are quick, and then, about those that they let pass, the slower ones as well. */
export type Round = keyof typeof ROUNDS;

interface RoundLimits {
	readonly tests: readonly string[];
	/** A test that takes longer is asked about no mutant. */
	readonly longestTest: number;
	/** For so long, as the tests take without a mutant, tests are asked about one. */
	readonly longestMutant: number;
}

/** All in seconds. What no test of the second round notices either counts as survived. */
export const ROUNDS = {
	quick: { tests: ['tests/core/**/*.test.ts'], longestTest: 0.05, longestMutant: 2 },
	thorough: {
		tests: ['core', 'examples', 'workspace', 'site', 'cli'].map((folder) => `tests/${folder}/**/*.test.ts`),
		longestTest: 2,
		longestMutant: 8,
	},
} satisfies Record<string, RoundLimits>;

/** What the process that runs the tests is asked. */
export interface MutantJob {
	readonly round: Round;
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
