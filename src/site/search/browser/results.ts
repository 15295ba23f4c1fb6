import { rememberSearch } from './recent-searches.ts';
import type { Result } from './search.ts';

/** One result as a list item; its first link is the page, its second the place in it where the words stand. */
export function createResultItem(
	{ url, title, kind, topic, excerpt, place }: Result,
	query: string,
): HTMLLIElement {
	const item = document.createElement('li');
	const link = document.createElement('a');
	link.href = url;
	link.append(
		createTextSpan('result-title', title),
		createTextSpan(
			'result-kind',
			[kind, topic === title ? '' : topic].filter((text) => text !== '').join(' · '),
		),
		// Comes from our own index, escaped there or in search-lines.ts, with <mark> and <code> and nothing else in it.
		createMarkupElement('span', 'result-excerpt', excerpt),
	);
	item.append(link);
	if (place !== undefined) {
		const where = document.createElement('a');
		where.className = 'result-place';
		where.href = place.url;
		where.append(
			createTextSpan('result-label', place.label),
			createMarkupElement(place.is === 'code' ? 'code' : 'span', '', place.html),
		);
		item.append(where);
	}
	item.addEventListener('click', () => rememberSearch(query));
	return item;
}

function createTextSpan(name: string, text: string): HTMLElement {
	const made = document.createElement('span');
	made.className = name;
	made.textContent = text;
	return made;
}

function createMarkupElement(tag: 'span' | 'code', name: string, html: string): HTMLElement {
	const made = document.createElement(tag);
	if (name !== '') made.className = name;
	made.innerHTML = html;
	return made;
}
