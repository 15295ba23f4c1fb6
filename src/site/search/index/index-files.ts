import { TOPICS } from '#core/topics.ts';
import { fromContent, getSiteContent } from '../../data/content/content.ts';
import { buildSearch } from './build-index.ts';
import { listSearchedPages } from './searched-pages.ts';

/** The files of the search index: address below `search/` -> what is in it. */
export const searchFiles: () => ReadonlyMap<string, unknown> = fromContent(() => {
	const { lessons, site } = getSiteContent();
	const topics = {
		...Object.fromEntries([...TOPICS, ...site.topics].map(({ id, title }) => [id, title])),
		...Object.fromEntries(lessons.map(({ id, frontmatter }) => [id, frontmatter.title])),
	};
	const suggestions = lessons.flatMap(({ frontmatter: { words = [] } }) => words.slice(0, 2)).slice(0, 10);
	const { root, places, chunks, words, pages } = buildSearch(listSearchedPages(), { topics, suggestions });
	return new Map<string, unknown>([
		['root', root],
		['places', places],
		...chunks.map((chunk, at) => [`terms/${at}`, chunk] as const),
		...[...words].map(([initial, list]) => [`words/${initial}`, list] as const),
		...pages.map((page, at) => [`pages/${at}`, page] as const),
	]);
});
