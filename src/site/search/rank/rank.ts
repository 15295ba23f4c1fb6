import {
	COVERAGE,
	SPELLING_LIMITS,
	TERM_WEIGHTS,
	UNCOVERED_SHARE,
	WHOLE_BONUS,
	WHOLE_WEIGHTS,
} from '../weights.ts';
import type { IndexReader } from './index-reader.ts';
import { computeRarity, computeTrust, computeWordWeight, type QueryWord } from './phrases.ts';
import { type Spelled, spell } from './spell.ts';
import { extractStem } from './stem.ts';
import {
	extractCodeTerms,
	listNamedChecks,
	listPairs,
	makeLineKey,
	makeMeaningKey,
	makeTellingKey,
	nameKey,
	selectTellingWords,
	splitWords,
} from './text.ts';

export interface Ranking {
	/** Best first. 1 is about what a page scores that has every word in a good place. */
	readonly hits: readonly { readonly page: number; readonly score: number }[];
	/** What was looked for after spelling was mended; the stems and pieces of code to show in a line. */
	readonly words: readonly string[];
	readonly stems: readonly string[];
	readonly code: readonly string[];
	/** The words, for the phrases of a page to be fitted to. */
	readonly queryWords: readonly QueryWord[];
	/** Whether some page has every word. */
	readonly isCovered: boolean;
	/** The word that tells most: one that no page is known by, else the rarest. */
	readonly rarest: string;
	/** The words that stand nowhere on the site, nor any like them, where they are so many that the query is about them. */
	readonly uncovered: readonly string[];
	/** The query with its spelling mended, where it was. */
	readonly corrected?: string | undefined;
}

interface Term {
	/** Keys that count as this term, and how much. */
	readonly keys: readonly (readonly [key: string, factor: number])[];
	readonly factor: number;
	/** Whether a page without it is the worse for it. */
	readonly isExpected: boolean;
}

/** The pages for a query by what they are called, what they say in short, and the code on them. */
export async function rank(reader: IndexReader, query: string): Promise<Ranking> {
	const text = stripQuotes(query);
	const spelled = await Promise.all(
		selectTellingWords(splitWords(text)).map((word, at, all) =>
			spell(reader, word, {
				isBeingTyped: at === all.length - 1 && !/\s$/.test(query),
				minimumLetters: all.length > 2 ? SPELLING_LIMITS.lettersInSentence : SPELLING_LIMITS.letters,
			}),
		),
	);
	const queryStems = spelled.map(({ best }) => extractStem(best));
	const code = extractCodeTerms(text);
	const { scores, isCovered } = await scorePages(reader, listTerms(spelled, code));
	const rarities = await Promise.all(queryStems.map(async (word) => (await reader.entries(word))?.[0] ?? 0));
	const queryWords = spelled.map(({ keys, best, isKnown }, at) => ({
		stems: new Map(keys),
		tells: isKnown ? computeWordWeight(best, rarities[at] ?? 0, reader.pages) : 1,
	}));
	const mended = spelled.some(({ isMended }) => isMended);
	const fixed = spelled.reduce(
		(all, { word, best }) =>
			all.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu'), best),
		text,
	);
	const addWhole = async (key: string, leastWeight: number) => {
		for (const [page, weight] of iterateEntries((await reader.entries(key)) ?? []))
			if (weight >= leastWeight) scores.set(page, (scores.get(page) ?? 0) + (WHOLE_BONUS * weight) / 100);
	};
	for (const key of listWholeKeys(text, fixed)) await addWhole(key, 0);
	for (const check of listNamedChecks(text)) await addWhole(nameKey(check), WHOLE_WEIGHTS.name);
	return {
		hits: [...scores]
			.filter(([page]) => reader.isWanted(page))
			.map(([page, score]) => ({ page, score }))
			.sort((a, b) => b.score - a.score || a.page - b.page),
		words: spelled.filter(({ isKnown }) => isKnown).map(({ best }) => best),
		uncovered: selectUncovered(spelled),
		stems: queryStems,
		code,
		queryWords,
		isCovered,
		rarest: spelled[rarities.indexOf(Math.min(...rarities))]?.best ?? '',
		corrected: mended && fixed !== text ? fixed : undefined,
	};
}

/** In a long message a word that nobody knows is mostly a name of the reader's own; in a short question it is what is asked. */
function selectUncovered(spelled: readonly Spelled[]): string[] {
	const unknown = spelled.filter(({ isKnown }) => !isKnown).map(({ word }) => word);
	return unknown.length / spelled.length >= UNCOVERED_SHARE ? unknown : [];
}

/** What may stand on a page: the words, two at a time, two as one, and the code. */
function listTerms(spelled: readonly Spelled[], code: readonly string[]): Term[] {
	const words = spelled.map(({ best }) => best);
	const inCode = new Set(code.flatMap(splitWords));
	const share = spelled.filter(({ word }) => inCode.has(word)).length / Math.max(1, spelled.length);
	const { code: exact, codeInSentence } = TERM_WEIGHTS;
	const whole = exact * (codeInSentence + (1 - codeInSentence) * share);
	return [
		...spelled.map(({ keys, word }) => ({ keys, factor: computeTrust(word), isExpected: true })),
		...listPairs(words.map(extractStem)).map((pair) => createOptionalTerm(pair, TERM_WEIGHTS.pair)),
		...joinNeighbours(words).map((word) => createOptionalTerm(extractStem(word), TERM_WEIGHTS.joined)),
		...code.map((term, at) => createOptionalTerm(term, at === 0 ? whole : whole * TERM_WEIGHTS.codePiece)),
	];
}

function createOptionalTerm(key: string, factor: number): Term {
	return { keys: [[key, 1]], factor, isExpected: false };
}

/** The keys of the query as a whole, as it was typed and as it was mended. */
function listWholeKeys(text: string, fixed: string): Set<string> {
	const meaning = makeMeaningKey(fixed);
	return new Set([
		nameKey(text),
		nameKey(fixed),
		makeLineKey(text),
		makeTellingKey(fixed),
		...(meaning === undefined ? [] : [meaning]),
	]);
}

/** Quotation marks around a query say that it is meant as written; that is how code is read anyway. */
function stripQuotes(query: string): string {
	return query
		.trim()
		.replace(/^["'`“”‘’]+|["'`“”‘’]+$/g, '')
		.replace(/\s+/g, ' ');
}

/** `health check` is `healthcheck` to some. */
function joinNeighbours(words: readonly string[]): string[] {
	return words.slice(1).map((word, at) => `${words[at]}${word}`);
}

async function scorePages(
	reader: IndexReader,
	terms: readonly Term[],
): Promise<{ scores: Map<number, number>; isCovered: boolean }> {
	const scores = new Map<number, number>();
	const covered = new Map<number, number>();
	let whole = 0;
	const looked = await Promise.all(
		terms.map(async (term) => ({
			term,
			keys: await Promise.all(
				term.keys.map(async ([key, factor]) => ({ factor, entries: (await reader.entries(key)) ?? [] })),
			),
		})),
	);
	for (const { term, keys } of looked) {
		const termScores = new Map<number, number>();
		let bestRarity = 0;
		for (const { factor, entries } of keys) {
			if (entries.length === 0) continue;
			const rare = computeRarity(entries[0] ?? 0, reader.pages);
			bestRarity = Math.max(bestRarity, rare * factor);
			for (const [page, weight] of iterateEntries(entries))
				termScores.set(page, Math.max(termScores.get(page) ?? 0, (rare * factor * weight) / 100));
		}
		if (term.isExpected) whole += bestRarity > 0 ? bestRarity : 1;
		for (const [page, value] of termScores) {
			scores.set(page, (scores.get(page) ?? 0) + value * term.factor);
			if (term.isExpected) covered.set(page, (covered.get(page) ?? 0) + bestRarity);
		}
	}
	let mostCovered = 0;
	for (const [page, score] of scores) {
		const share = Math.min(1, (covered.get(page) ?? 0) / Math.max(whole, 1));
		mostCovered = Math.max(mostCovered, share);
		scores.set(page, (score / Math.max(whole, 1)) * (COVERAGE.floor + COVERAGE.gain * share));
	}
	return { scores, isCovered: mostCovered > 0.99 };
}

function* iterateEntries(entries: readonly number[]): Generator<[page: number, weight: number]> {
	for (let at = 1; at < entries.length; at += 2) yield [entries[at] ?? 0, entries[at + 1] ?? 0];
}
