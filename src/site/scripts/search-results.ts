import type { Result } from './search.ts';

/** One result as a list item; its first link is the page. */
export function resultItem({ url, title, kind, excerpt }: Result, query: string): HTMLLIElement {
	const item = document.createElement('li');
	const link = document.createElement('a');
	link.href = url;
	const name = document.createElement('span');
	name.className = 'result-title';
	name.textContent = title;
	const what = document.createElement('span');
	what.className = 'result-kind';
	what.textContent = kind;
	const words = document.createElement('span');
	words.className = 'result-excerpt';
	// Comes from our own index, escaped when it was made, with <mark> and <code> and nothing else in it.
	words.innerHTML = excerpt;
	link.append(name, what, words);
	item.append(link);
	item.dataset['query'] = query;
	return item;
}
