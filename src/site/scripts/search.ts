import { load, loadPagefind, type Pagefind } from './search-source.ts';

/** One page that answers a query. */
export interface Result {
	readonly url: string;
	readonly title: string;
	readonly kind: string;
	/** Safe HTML: the engine escapes what it quotes and puts `<mark>` around the words. */
	readonly excerpt: string;
}

interface TermIndex {
	readonly pages: readonly (readonly [path: string, title: string, kind: string, line: string])[];
	readonly terms: Readonly<Record<string, readonly (readonly [page: number, weight: number])[]>>;
}

const base = document.documentElement.dataset['base'] ?? '/';
let engines: Promise<{ terms: TermIndex; pagefind: Pagefind }> | undefined;

/** Loads what a search needs; the second call is free. */
export function prepareSearch(): Promise<{ terms: TermIndex; pagefind: Pagefind }> {
	engines ??= loadBoth();
	engines.catch(() => {
		engines = undefined;
	});
	return engines;
}

/** The pages that answer a query, best first: what is named exactly so, then the full text. */
export async function search(query: string, most = 12): Promise<Result[]> {
	const wanted = tidy(query);
	if (wanted === '') return [];
	const { terms, pagefind } = await prepareSearch();
	const named = namedExactly(terms, wanted);
	const found = await pagefind.search(wanted.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
	const pages = await Promise.all((found?.results ?? []).slice(0, most).map((result) => result.data()));
	const fullText = pages.map(({ url, excerpt, meta }) => ({
		url,
		title: meta['title'] ?? url,
		kind: meta['kind'] ?? '',
		excerpt,
	}));
	const byUrl = new Map<string, Result>();
	for (const result of [...named, ...fullText]) {
		const known = byUrl.get(result.url);
		// The full text says where the words stand; the name says that this is the page.
		if (known === undefined) byUrl.set(result.url, result);
		else if (known.excerpt === '') byUrl.set(result.url, { ...known, excerpt: result.excerpt });
	}
	return [...byUrl.values()].slice(0, most);
}

async function loadBoth(): Promise<{ terms: TermIndex; pagefind: Pagefind }> {
	const [terms, pagefind] = await Promise.all([load<TermIndex>('search-terms.json'), loadPagefind()]);
	return { terms, pagefind };
}

function namedExactly({ pages, terms }: TermIndex, wanted: string): Result[] {
	const scores = new Map<number, number>();
	const add = (term: string, factor: number) => {
		for (const [page, weight] of terms[term] ?? [])
			scores.set(page, Math.max(scores.get(page) ?? 0, weight * factor));
	};
	add(wanted, 1);
	add(wanted.replace(/-/g, ' '), 0.95);
	add(wanted.replace(/ /g, '-'), 0.95);
	if (scores.size === 0 && wanted.length > 2) {
		for (const term of Object.keys(terms)) {
			if (term.startsWith(wanted)) add(term, 0.8 * (wanted.length / term.length));
			else if (isTelling(term) && containsWhole(wanted, term)) add(term, 0.7 * (term.length / wanted.length));
		}
	}
	return [...scores]
		.filter(([, score]) => score >= 25)
		.sort((a, b) => b[1] - a[1])
		.slice(0, 5)
		.flatMap(([number]) => {
			const page = pages[number];
			if (page === undefined) return [];
			const [path, title, kind, line] = page;
			return [{ url: base + path.replace(/^\//, ''), title, kind, excerpt: escapeWords(line) }];
		});
}

/** A term worth finding inside a longer, pasted text: a flag, a path, a command, a name with a hyphen. */
function isTelling(term: string): boolean {
	return term.length > 5 && /[-/=. ]/.test(term);
}

function containsWhole(text: string, term: string): boolean {
	const at = text.indexOf(term);
	return at >= 0 && !/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + term.length] ?? ' ');
}

function tidy(query: string): string {
	return query
		.trim()
		.replace(/^["'`“”]+|["'`“”]+$/g, '')
		.replace(/\s+/g, ' ')
		.toLowerCase();
}

function escapeWords(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/`([^`]+)`/g, '<code>$1</code>');
}
