import type { PageRecord, Place } from '../indexed-page.ts';
import { computeBestFit } from '../rank/phrases.ts';
import { type Ranking, rank } from '../rank/rank.ts';
import { FULL_TEXT_SOME_WORDS, FULL_TEXT_WEIGHT, LEAST_SHARE, LIMITS, PHRASE_WEIGHT } from '../weights.ts';
import { buildExcerpt, type Shown } from './lines.ts';
import { openIndex, type SearchIndex, type Wanted } from './load-index.ts';
import { loadPagefind, type Pagefind, type PagefindPage } from './source.ts';

/** One page that answers a query. */
export interface Result extends Shown {
	readonly url: string;
	readonly title: string;
	/** `Rule`, `Lesson`, …, and what it is about in words. */
	readonly kind: string;
	readonly topic: string;
}

export interface SearchAnswer {
	readonly results: readonly Result[];
	/** What the query asks for and no page speaks of. */
	readonly uncovered: readonly string[];
	/** The query with its spelling mended, where the results are for that. */
	readonly corrected?: string | undefined;
}

const base = document.documentElement.dataset['base'] ?? '/';
let fullText: Promise<Pagefind | undefined> | undefined;

/** Loads what a search needs; the second call is free. */
export async function prepareSearch(): Promise<SearchIndex> {
	const index = await openIndex();
	if (index.root.pages <= LIMITS.smallSite) void openFullText();
	return index;
}

function openFullText(): Promise<Pagefind | undefined> {
	fullText ??= loadPagefind().catch(() => {
		fullText = undefined;
		return undefined;
	});
	return fullText;
}

/** The pages that answer a query, best first. */
export async function search(query: string, limit = 12, asked: Wanted = {}): Promise<SearchAnswer> {
	const wanted = splitPlaceFilter(asked);
	if (query.trim() === '') return { results: [], uncovered: [] };
	const index = await prepareSearch();
	if (wanted.place !== undefined) return searchPlaces(index, query, limit, wanted.place, wanted);
	const ranking = await rank(await index.reader(wanted), query);
	const best = ranking.hits[0]?.score ?? 0;
	const hits = ranking.hits
		.filter(({ score }) => score >= best * LEAST_SHARE)
		.slice(0, Math.max(limit, LIMITS.candidates));
	const [records, pages] = await Promise.all([
		Promise.all(hits.map(({ page }) => index.page(page))),
		searchFullText(ranking, wanted, index.root.pages),
	]);
	const resultsByAddress = new Map<string, { score: number; result: Result }>();
	hits.slice(0, LIMITS.candidates).forEach(({ score }, at) => {
		const record = records[at];
		if (record)
			resultsByAddress.set(resolvePageAddress(record), {
				score: score + PHRASE_WEIGHT * computeBestFit(record.phrases, ranking.queryWords),
				result: buildIndexResult(record, ranking),
			});
	});
	for (const { page, score } of pages) {
		const rankedResult = resultsByAddress.get(page.url);
		const result = rankedResult?.result ?? buildFullTextResult(page);
		resultsByAddress.set(page.url, {
			score: (rankedResult?.score ?? 0) + score * FULL_TEXT_WEIGHT,
			result:
				result.isPlain && result.place === undefined
					? { ...result, excerpt: fromWithin(page.excerpt) }
					: result,
		});
	}
	// What is asked for later follows in its own order: more results never move those that are shown.
	const later = records
		.slice(LIMITS.candidates)
		.filter((record) => !resultsByAddress.has(resolvePageAddress(record)))
		.map((record) => buildIndexResult(record, ranking));
	const results = [...resultsByAddress.values()]
		.sort((a, b) => b.score - a.score)
		.map(({ result }) => result)
		.concat(later)
		.slice(0, limit);
	return { results, uncovered: ranking.uncovered, corrected: ranking.corrected };
}

/** Sections and code are not pages of their own: they are wherever a page has the words in a heading or in its code. */
function splitPlaceFilter({ kind, ...other }: Wanted): Wanted {
	if (kind === 'Section') return { ...other, place: 'section' };
	if (kind === 'Code') return { ...other, place: 'code' };
	return kind === undefined ? other : { ...other, kind };
}

/** The pages that have the words in a heading, or in a line of code: each is looked at before any is left out. */
async function searchPlaces(
	index: SearchIndex,
	query: string,
	limit: number,
	place: Place,
	wanted: Wanted,
): Promise<SearchAnswer> {
	const ranking = await rank(await index.reader(wanted), query);
	const results: Result[] = [];
	for (let at = 0; at < ranking.hits.length && results.length < limit; at += LIMITS.candidates) {
		const hits = ranking.hits.slice(at, at + LIMITS.candidates);
		for (const record of await Promise.all(hits.map(({ page }) => index.page(page)))) {
			const result = buildIndexResult(record, ranking, place);
			if (result.place !== undefined) results.push(result);
		}
	}
	return {
		results: results.slice(0, limit),
		uncovered: ranking.uncovered,
		corrected: ranking.corrected,
	};
}

interface FullTextHit {
	readonly page: PagefindPage;
	/** At most 1. */
	readonly score: number;
}

/** What the full text finds: nothing where one of its files is missing, broken or late. */
async function searchFullText(ranking: Ranking, wanted: Wanted, pageCount: number): Promise<FullTextHit[]> {
	const tooLate = new Promise<FullTextHit[]>((give) => setTimeout(() => give([]), LIMITS.fullTextWait));
	return Promise.race([findFullTextHits(ranking, wanted, pageCount).catch(() => []), tooLate]);
}

/** Pages that have all of the words; where there are hardly any, those with the rarest ones. */
async function findFullTextHits(
	ranking: Ranking,
	{ kind, topic }: Wanted,
	pageCount: number,
): Promise<FullTextHit[]> {
	const isSmall = pageCount <= LIMITS.smallSite;
	if (topic !== undefined || (!isSmall && ranking.isCovered)) return [];
	const pagefind = await openFullText();
	if (pagefind === undefined) return [];
	const words = isSmall ? ranking.words : ranking.words.filter((word) => word === ranking.rarest);
	if (words.length === 0) return [];
	const all = (await pagefind.search(words.join(' ')))?.results ?? [];
	const some = all.length > 0 || words.length < 2 ? all : await searchAnyWord(pagefind, words);
	const best = some[0]?.score ?? 1;
	const pages = await Promise.all(
		some.slice(0, LIMITS.fullTextPages).map(async (result) => ({
			page: await result.data(),
			score: (result.score / best) * (some === all ? 1 : FULL_TEXT_SOME_WORDS),
		})),
	);
	return pages.filter(({ page: { meta } }) => kind === undefined || meta['kind'] === kind);
}

async function searchAnyWord(pagefind: Pagefind, words: readonly string[]) {
	const answers = await Promise.all(
		[...new Set(words)].slice(0, LIMITS.anyWords).map((word) => pagefind.search(word)),
	);
	const telling = answers
		.map((answer) => answer?.results ?? [])
		.filter((results) => results.length > 0)
		.sort((a, b) => a.length - b.length)
		.slice(0, LIMITS.anyWordsUsed);
	const sums = new Map<string, { result: (typeof telling)[number][number]; score: number }>();
	for (const results of telling) {
		const best = results[0]?.score ?? 1;
		for (const result of results) {
			const score = (sums.get(result.id)?.score ?? 0) + result.score / best / Math.sqrt(results.length);
			sums.set(result.id, { result, score });
		}
	}
	return [...sums.values()]
		.sort((a, b) => b.score - a.score)
		.map(({ result, score }) => ({ score, data: () => result.data() }));
}

function buildIndexResult(record: PageRecord, ranking: Ranking, place?: Place): Result {
	const { title, kind, topic } = record;
	return {
		url: resolvePageAddress(record),
		title,
		kind,
		topic,
		...buildExcerpt(record, ranking, resolvePageAddress(record), place),
	};
}

function buildFullTextResult({ url, excerpt, meta }: PagefindPage): Result {
	return {
		url,
		title: meta['title'] ?? url,
		kind: meta['kind'] ?? '',
		topic: '',
		excerpt: fromWithin(excerpt),
		isPlain: true,
	};
}

/** A piece of a page begins and ends anywhere. */
function fromWithin(excerpt: string): string {
	return `… ${excerpt} …`;
}

function resolvePageAddress({ path }: PageRecord): string {
	return base + path.replace(/^\//, '');
}
