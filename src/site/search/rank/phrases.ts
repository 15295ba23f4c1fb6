import type { Phrase } from '../indexed-page.ts';
import { NUMBER_TRUST } from '../weights.ts';

/** A word of a query: the stems that count as it and how much, and how much it tells. */
export interface QueryWord {
	readonly stems: ReadonlyMap<string, number>;
	readonly tells: number;
}

/** How much a word tells that this many pages have: the fewer, the more. */
export function computeWordWeight(word: string, has: number, pages: number): number {
	return computeRarity(has, pages) * computeTrust(word);
}

export function computeRarity(has: number, pages: number): number {
	return Math.log(1 + (pages - has + 0.5) / (has + 0.5));
}

/** How far a word of a query is about what is looked for. */
export function computeTrust(word: string): number {
	return /^\d+$/.test(word) ? NUMBER_TRUST : 1;
}

/**
 * How well the best of some phrases fits a query: 1 where both have the same words. A phrase counts by how much of the query
 * it holds, and less the more it says beside. So a message is found within all that a program prints around it.
 */
export function computeBestFit(phrases: readonly Phrase[], query: readonly QueryWord[]): number {
	const whole = query.reduce((sum, { tells }) => sum + tells, 0);
	if (whole === 0) return 0;
	return Math.max(0, ...phrases.map((phrase) => computeFit(phrase, query, whole)));
}

function computeFit([stems, tells]: Phrase, query: readonly QueryWord[], whole: number): number {
	const phraseStems = new Set(stems.split(' '));
	let shared = 0;
	for (const word of query) {
		let bestFactor = 0;
		for (const [stem, factor] of word.stems)
			if (factor > bestFactor && phraseStems.has(stem)) bestFactor = factor;
		shared += word.tells * bestFactor;
	}
	return (shared / whole) * Math.sqrt(Math.min(1, shared / tells));
}
