import type { PageRecord } from '../indexed-page.ts';
import { computeBestFit } from '../rank/phrases.ts';
import { type Ranking, rank } from '../rank/rank.ts';
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

export interface Answer {
	readonly results: readonly Result[];
	/** The query with its spelling mended, where the results are for that. */
	readonly corrected?: string;
}

/** How much of a page's score the full text can give. */
const FULL_TEXT = 0.2;
/** How much the phrase of a page that fits best gives. */
const PHRASE = 1.2;
/** How many pages their phrases can still put in another order; each is a small file that the results need anyway. */
const CANDIDATES = 16;
/** How many pages of the full text are looked at; each is a small file. */
const FULL_TEXT_PAGES = 8;
/**
 * With more pages than this, the full text is only asked for what the names and the gist do not answer, and for one word:
 * each word of it is a file of 30 KB.
 */
const SMALL = 400;
/** Hits below this share of the best one only have a common word in common with the query. */
const LEAST = 0.12;

const base = document.documentElement.dataset['base'] ?? '/';
let fullText: Promise<Pagefind | undefined> | undefined;

/** Loads what a search needs; the second call is free. Without the full text the search finds less, and still works. */
export async function prepareSearch(): Promise<SearchIndex> {
	const index = await openIndex();
	if (index.root.pages <= SMALL) void openFullText();
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
export async function search(query: string, limit = 12, wanted: Wanted = {}): Promise<Answer> {
	if (query.trim() === '') return { results: [] };
	const index = await prepareSearch();
	const { place, pages: wantedPages } = splitPlaceFilter(wanted);
	const ranking = await rank(await index.reader(wantedPages), query);
	const best = ranking.hits[0]?.score ?? 0;
	const hits = ranking.hits
		.filter(({ score }) => score >= best * LEAST)
		.slice(0, Math.max(place === undefined ? limit : 2 * limit, CANDIDATES));
	const [records, pages] = await Promise.all([
		Promise.all(hits.map(({ page }) => index.page(page))),
		searchFullText(ranking, wantedPages, index.root.pages),
	]);
	const resultsByAddress = new Map<string, { score: number; result: Result }>();
	hits.slice(0, CANDIDATES).forEach(({ score }, at) => {
		const record = records[at];
		if (record)
			resultsByAddress.set(resolvePageAddress(record), {
				score: score + PHRASE * computeBestFit(record.phrases, ranking.queryWords),
				result: buildIndexResult(record, ranking),
			});
	});
	for (const { page, score } of pages) {
		const rankedResult = resultsByAddress.get(page.url);
		const result = rankedResult?.result ?? buildFullTextResult(page);
		resultsByAddress.set(page.url, {
			score: (rankedResult?.score ?? 0) + score * FULL_TEXT,
			result:
				result.isPlain && result.place === undefined
					? { ...result, excerpt: fromWithin(page.excerpt) }
					: result,
		});
	}
	// What is asked for later follows in its own order: more results never move those that are shown.
	const later = records
		.slice(CANDIDATES)
		.filter((record) => !resultsByAddress.has(resolvePageAddress(record)))
		.map((record) => buildIndexResult(record, ranking));
	const results = [...resultsByAddress.values()]
		.sort((a, b) => b.score - a.score)
		.map(({ result }) => result)
		.concat(later)
		.filter((result) => place === undefined || result.place?.is === place)
		.slice(0, limit);
	return { results, ...(ranking.corrected === undefined ? {} : { corrected: ranking.corrected }) };
}

/** Sections and code are not pages of their own: they are wherever a page is found by a heading or by its code. */
function splitPlaceFilter({ kind, ...other }: Wanted): { place?: 'section' | 'code'; pages: Wanted } {
	if (kind === 'Section') return { place: 'section', pages: other };
	if (kind === 'Code') return { place: 'code', pages: other };
	return { pages: kind === undefined ? other : { kind, ...other } };
}

/** Pages that have all of the words; where there are hardly any, those with the rarest ones. Scores are at most 1. */
async function searchFullText(
	ranking: Ranking,
	{ kind, topic }: Wanted,
	pageCount: number,
): Promise<{ page: PagefindPage; score: number }[]> {
	const isSmall = pageCount <= SMALL;
	if (topic !== undefined || (!isSmall && ranking.isCovered)) return [];
	const pagefind = await openFullText();
	if (pagefind === undefined) return [];
	const words = isSmall ? ranking.words : ranking.words.filter((word) => word === ranking.rarest);
	if (words.length === 0) return [];
	const all = (await pagefind.search(words.join(' ')))?.results ?? [];
	const some = all.length > 0 || words.length < 2 ? all : await searchAnyWord(pagefind, words);
	const best = some[0]?.score ?? 1;
	const pages = await Promise.all(
		some.slice(0, FULL_TEXT_PAGES).map(async (result) => ({
			page: await result.data(),
			score: (result.score / best) * (some === all ? 1 : 0.6),
		})),
	);
	return pages.filter(({ page: { meta } }) => kind === undefined || meta['kind'] === kind);
}

async function searchAnyWord(pagefind: Pagefind, words: readonly string[]) {
	const answers = await Promise.all([...new Set(words)].slice(0, 6).map((word) => pagefind.search(word)));
	const telling = answers
		.map((answer) => answer?.results ?? [])
		.filter((results) => results.length > 0)
		.sort((a, b) => a.length - b.length)
		.slice(0, 3);
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

function buildIndexResult(record: PageRecord, ranking: Ranking): Result {
	const { title, kind, topic } = record;
	return {
		url: resolvePageAddress(record),
		title,
		kind,
		topic,
		...buildExcerpt(record, ranking, resolvePageAddress(record)),
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
