/**
 * Which tests are asked: those of the folder that mirrors the changed file's, then, about what they let pass, all that
 * are quick, and then the slower ones as well.
 */
export type Round = keyof typeof ROUNDS;

export interface RoundLimits {
	readonly tests: readonly string[];
	/** A test is asked only about the mutants of the folder that it mirrors; the tests are those of these folders. */
	readonly onlyHome?: boolean;
	/** A test that takes longer is asked about no mutant. */
	readonly longestTest: number;
	/** For so long, as the tests take without a mutant, tests are asked about one. */
	readonly longestMutant: number;
}

/** All in seconds. What no test of the last round notices either counts as survived. */
export const ROUNDS = {
	home: { tests: [], onlyHome: true, longestTest: 1, longestMutant: 10 },
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
	/** How the files of the tests of a mutant's own folder begin, by its number. */
	readonly homes: Readonly<Record<number, string>>;
	/** One that is in force from the beginning: it stands in what is done once, when a file is loaded. */
	readonly always?: number;
	/** How long each test took when it ran last, by name. */
	readonly seconds: Readonly<Record<string, number>>;
	/** The file to which it says what it finds, an entry a line. */
	readonly log: string;
}

export type LogEntry =
	| { readonly kind: 'test'; readonly name: string; readonly seconds: number }
	/** `spared`: it was reached by a test that was not asked, since that or all that were asked take too long. */
	| { readonly kind: 'loaded' | 'reached' | 'tried' | 'spared'; readonly id: number }
	| { readonly kind: 'killed'; readonly id: number; readonly by: string }
	/** It was not broken off. */
	| { readonly kind: 'done' };
