import type { Rebuild, RebuildStep } from '#core/rebuild/model.ts';

/** A generated pair of which an engine said what the model says, and what it said. */
export interface ProvedPair {
	readonly seed: number;
	/** How many folders are drawn before the one of the pair. */
	readonly draws: number;
	/** A letter for each step: cached, again, unsure, and `-` for one that the engine did not tell of; or `stops`. */
	readonly answer: string;
}

export const STOPS = 'stops';
export const UNSEEN = '-';

const LETTERS = { cached: 'c', again: 'a', unsure: '?', unneeded: UNSEEN } satisfies Record<
	RebuildStep['verdict'],
	string
>;

export function nameVerdict({ verdict }: Pick<RebuildStep, 'verdict'>): string {
	return LETTERS[verdict];
}

/** True where the build ends before its last step. */
export function isStopped({ refusals, steps }: Rebuild): boolean {
	return refusals.length > 0 || steps.some(({ fails }) => fails);
}

/** A line a pair: `17 3 cca-a`. */
export function formatProvedPairs(pairs: readonly ProvedPair[]): string {
	return [...pairs]
		.sort((a, b) => a.seed - b.seed)
		.map(({ seed, draws, answer }) => `${seed} ${draws} ${answer}\n`)
		.join('');
}

export function parseProvedPairs(text: string): ProvedPair[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [seed, draws, answer = ''] = line.split(' ');
			return { seed: Number(seed), draws: Number(draws), answer };
		});
}
