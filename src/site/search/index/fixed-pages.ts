import { nameFixedPage } from '../../data/site.ts';
import { FIXED_PAGES } from '../../pages.ts';
import type { SearchPage } from '../indexed-page.ts';

/** The fixed pages that people look for by name. */
export function listSearchableFixedPages(): SearchPage[] {
	const searched = FIXED_PAGES.filter(({ words }) => words.length > 0).map(nameFixedPage);
	return searched.map(({ path, title, description, words }) => ({
		path,
		title,
		kind: 'Page',
		topic: '',
		line: description,
		names: [title],
		words,
		gist: [description],
		messages: [],
		lines: [],
		prose: '',
	}));
}
