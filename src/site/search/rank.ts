import { distance } from './distance.ts';
import { type Meant, rarity, tells, trust } from './phrases.ts';
import { stem } from './stem.ts';
import { synonyms } from './synonyms.ts';
import { codeTerms, lineKey, meaningKey, nameKey, pairs, tellingKey, tellingWords, wordsOf } from './text.ts';

/** What the ranking asks of the index, wherever its files come from. */
export interface IndexReader {
	readonly pages: number;
	/** Number of pages with the key, then page and weight in turn; nothing where no page has it. */
	entries(key: string): Promise<readonly number[] | undefined>;
	/** Keys that start so, those of most pages first. */
	keysFrom(prefix: string, most: number): Promise<readonly string[]>;
	/** Every word that starts with this character. */
	words(initial: string): Promise<readonly string[]>;
	/** Whether the reader wants to see this page. */
	isWanted(page: number): boolean;
}

export interface Ranking {
	/** Best first. 1 is about what a page scores that has every word in a good place. */
	readonly hits: readonly { readonly page: number; readonly score: number }[];
	/** What was looked for after spelling was mended; the stems and pieces of code to show in a line. */
	readonly words: readonly string[];
	readonly stems: readonly string[];
	readonly code: readonly string[];
	/** The words, for the phrases of a page to be fitted to. */
	readonly meant: readonly Meant[];
	/** Whether some page has every word. */
	readonly isCovered: boolean;
	/** The word that tells most: one that no page is known by, else the rarest. */
	readonly rarest: string;
	/** The query with its spelling mended, where it was. */
	readonly corrected?: string;
}

interface Term {
	/** Keys that count as this term, and how much. */
	readonly keys: readonly (readonly [key: string, factor: number])[];
	readonly factor: number;
	/** Whether a page without it is the worse for it. */
	readonly isExpected: boolean;
}

const NAME_BONUS = 1.2;
const PAIR = 0.7;
const CODE = 1.6;
/** What code counts for among many words that are none: in a message it is mostly the reader's own. */
const IN_SENTENCE = 0.4;
const SYNONYM = 0.45;

/** The pages for a query by what they are called, what they say in short, and the code on them. */
export async function rank(reader: IndexReader, query: string): Promise<Ranking> {
	const text = unquoted(query);
	const spelled = await Promise.all(
		tellingWords(wordsOf(text)).map((word, at, all) =>
			spell(reader, word, {
				isBeingTyped: at === all.length - 1 && !/\s$/.test(query),
				// A short word that is nowhere in a sentence is as likely another word as a mistyped one.
				least: all.length > 2 ? 5 : 4,
			}),
		),
	);
	const found = spelled.map(({ best }) => stem(best));
	const code = codeTerms(text);
	const { scores, isCovered } = await scored(reader, termsOf(spelled, code));
	const rarities = await Promise.all(found.map(async (word) => (await reader.entries(word))?.[0] ?? 0));
	const meant = spelled.map(({ keys, best, isKnown }, at) => ({
		stems: new Map(keys),
		tells: isKnown ? tells(best, rarities[at] ?? 0, reader.pages) : 1,
	}));
	const mended = spelled.some(({ isMended }) => isMended);
	const fixed = spelled.reduce(
		(all, { word, best }) =>
			all.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu'), best),
		text,
	);
	for (const name of wholeKeys(text, fixed))
		for (const [page, weight] of inTurn((await reader.entries(name)) ?? []))
			scores.set(page, Math.max(scores.get(page) ?? 0, 0) + (NAME_BONUS * weight) / 100);
	return {
		hits: [...scores]
			.filter(([page]) => reader.isWanted(page))
			.map(([page, score]) => ({ page, score }))
			.sort((a, b) => b.score - a.score || a.page - b.page),
		words: spelled.filter(({ isKnown }) => isKnown).map(({ best }) => best),
		stems: found,
		code,
		meant,
		isCovered,
		rarest: spelled[rarities.indexOf(Math.min(...rarities))]?.best ?? '',
		...(mended && fixed !== text ? { corrected: fixed } : {}),
	};
}

/** What may stand on a page: the words, two at a time, two as one, and the code. */
function termsOf(spelled: readonly Spelled[], code: readonly string[]): Term[] {
	const words = spelled.map(({ best }) => best);
	const inCode = new Set(code.flatMap(wordsOf));
	const share = spelled.filter(({ word }) => inCode.has(word)).length / Math.max(1, spelled.length);
	const whole = CODE * (IN_SENTENCE + (1 - IN_SENTENCE) * share);
	return [
		...spelled.map(({ keys, word }) => ({ keys, factor: trust(word), isExpected: true })),
		...pairs(words.map(stem)).map((pair) => unexpected(pair, PAIR)),
		...joined(words).map((word) => unexpected(stem(word), 1)),
		...code.map((term, at) => unexpected(term, at === 0 ? whole : whole / 2)),
	];
}

function unexpected(key: string, factor: number): Term {
	return { keys: [[key, 1]], factor, isExpected: false };
}

/** The keys of the query as a whole, as it was typed and as it was mended. */
function wholeKeys(text: string, fixed: string): Set<string> {
	const meaning = meaningKey(fixed);
	return new Set([
		nameKey(text),
		nameKey(fixed),
		lineKey(text),
		tellingKey(fixed),
		...(meaning === undefined ? [] : [meaning]),
	]);
}

/** Quotation marks around a query say that it is meant as written; that is how code is read anyway. */
function unquoted(query: string): string {
	return query
		.trim()
		.replace(/^["'`“”‘’]+|["'`“”‘’]+$/g, '')
		.replace(/\s+/g, ' ');
}

interface Spelled {
	readonly word: string;
	readonly best: string;
	readonly isMended: boolean;
	/** False where the word is nowhere on the site, nor one like it. */
	readonly isKnown: boolean;
	readonly keys: readonly (readonly [key: string, factor: number])[];
}

/**
 * The keys a typed word stands for: itself and its synonyms; else what it begins; else what it nearly is, where it has at
 * least so many letters.
 */
async function spell(
	reader: IndexReader,
	word: string,
	{ isBeingTyped, least }: { isBeingTyped: boolean; least: number },
): Promise<Spelled> {
	const own = stem(word);
	const alike = synonyms(own).map((other) => [other, SYNONYM] as const);
	const known = await reader.entries(own);
	if (known !== undefined)
		return { word, best: word, isMended: false, isKnown: true, keys: [[own, 1], ...alike] };
	const listed = /^[a-z]/.test(word) ? await reader.words(word[0] ?? '') : [];
	if (listed.includes(word))
		return { word, best: word, isMended: false, isKnown: true, keys: [[own, 1], ...alike] };
	const begun = word.length > 1 && isBeingTyped ? await reader.keysFrom(word, 6) : [];
	if (begun.length > 0)
		return {
			word,
			best: word,
			isMended: false,
			isKnown: true,
			keys: begun.map((key) => [key, 0.5 + (0.4 * word.length) / key.length] as const),
		};
	const near = await nearest(reader, word, { listed, least });
	const [first] = near;
	if (first === undefined)
		return {
			word,
			best: word,
			isMended: false,
			isKnown: !/^[a-z]{3,24}$/.test(word),
			keys: [[own, 1], ...alike],
		};
	return {
		word,
		best: first,
		isMended: true,
		isKnown: true,
		keys: [
			...near.map((other, at) => [stem(other), at === 0 ? 0.85 : 0.6] as const),
			...synonyms(stem(first)).map((other) => [other, SYNONYM * 0.8] as const),
		],
	};
}

async function nearest(
	reader: IndexReader,
	word: string,
	{ listed, least }: { listed: readonly string[]; least: number },
): Promise<string[]> {
	const most = word.length < least ? 0 : word.length < 7 ? 1 : 2;
	if (most === 0 || !/^[a-z]+$/.test(word)) return [];
	const own = closest(word, listed, most);
	if (own.length > 0) return own;
	// The first letter is wrong, missing or one too many: the words of the second are the likeliest.
	return closest(word, await reader.words(word[1] ?? ''), 1);
}

function closest(word: string, listed: readonly string[], most: number): string[] {
	const ranked = listed
		.map((other) => [other, distance(word, other, most)] as const)
		.filter(([, steps]) => steps <= most)
		.sort((a, b) => a[1] - b[1]);
	const least = ranked[0]?.[1];
	return ranked
		.filter(([, steps]) => steps === least)
		.slice(0, 3)
		.map(([other]) => other);
}

/** `health check` is `healthcheck` to some. */
function joined(words: readonly string[]): string[] {
	return words.slice(1).map((word, at) => `${words[at]}${word}`);
}

async function scored(
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
		const own = new Map<number, number>();
		let most = 0;
		for (const { factor, entries } of keys) {
			if (entries.length === 0) continue;
			const rare = rarity(entries[0] ?? 0, reader.pages);
			most = Math.max(most, rare * factor);
			for (const [page, weight] of inTurn(entries))
				own.set(page, Math.max(own.get(page) ?? 0, (rare * factor * weight) / 100));
		}
		if (term.isExpected) whole += most > 0 ? most : 1;
		for (const [page, value] of own) {
			scores.set(page, (scores.get(page) ?? 0) + value * term.factor);
			if (term.isExpected) covered.set(page, (covered.get(page) ?? 0) + most);
		}
	}
	let mostCovered = 0;
	for (const [page, score] of scores) {
		const share = Math.min(1, (covered.get(page) ?? 0) / Math.max(whole, 1));
		mostCovered = Math.max(mostCovered, share);
		scores.set(page, (score / Math.max(whole, 1)) * (0.6 + 0.4 * share));
	}
	return { scores, isCovered: mostCovered > 0.99 };
}

function* inTurn(entries: readonly number[]): Generator<[page: number, weight: number]> {
	for (let at = 1; at < entries.length; at += 2) yield [entries[at] ?? 0, entries[at + 1] ?? 0];
}
