import { createResultItem } from '../search/browser/results.ts';
import { search } from '../search/browser/search.ts';

const form = document.querySelector<HTMLFormElement>('[data-not-found]');
const field = form?.querySelector('input');
const resultsSection = document.querySelector<HTMLElement>('[data-not-found-results]');

if (field && resultsSection) {
	const words = readAddressWords();
	field.value = words;
	if (words !== '') void showSuggestions(words, resultsSection);
}

/** The last part of the address that was asked for: mostly the name of a page, perhaps misspelt. */
function readAddressWords(): string {
	const base = document.documentElement.dataset['base'] ?? '/';
	const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
	const parts = decode(path)
		.split('/')
		.filter((part) => part !== '' && !/^(index|404)(\.html)?$/.test(part));
	return (parts.at(-1) ?? '').replace(/\.html$/, '').slice(0, 100);
}

async function showSuggestions(words: string, list: HTMLElement): Promise<void> {
	try {
		const { results } = await search(words, 5);
		if (results.length === 0) return;
		list.querySelector('ol')?.replaceChildren(...results.map((result) => createResultItem(result, words)));
		list.hidden = false;
	} catch {
		// Without the index the form and the lists of pages remain.
	}
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
