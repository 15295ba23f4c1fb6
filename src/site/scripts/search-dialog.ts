import styles from '../styles/search-results.css?inline';
import { adoptStyle } from './adopt-style.ts';
import { rememberSearch } from './recent-searches.ts';
import { prepareSearch, search } from './search.ts';
import { emptyState } from './search-empty.ts';
import { SEARCH_KINDS } from './search-kinds.ts';
import { resultItem } from './search-results.ts';
import { NOT_LOADED, statusOf } from './search-status.ts';

/** How many pages the dialog shows; the search page has the others. */
const MOST = 12;

let dialog: HTMLDialogElement | undefined;
let kind = '';
let chosen = -1;
let latest = 0;

/** Brings the dialog to life, and answers what was typed while it was not yet. */
export function runDialog(shown: HTMLDialogElement): void {
	if (dialog === undefined) {
		adoptStyle(styles);
		dialog = shown;
		field().addEventListener('input', () => void update());
		field().addEventListener('keydown', keys);
		part('.search-kinds').append(...SEARCH_KINDS.map(kindButton));
	}
	void update();
}

async function update(): Promise<void> {
	const query = field().value;
	const own = ++latest;
	try {
		const answer = await search(query, MOST, kind === '' ? {} : { kind });
		const index = await prepareSearch();
		if (own !== latest) return;
		const items = answer.results.map((result, at) => {
			const item = resultItem(result, query);
			item.id = `search-${at}`;
			item.setAttribute('role', 'option');
			for (const link of item.querySelectorAll('a')) link.tabIndex = -1;
			return item;
		});
		part('ol').replaceChildren(...items);
		part('ol').scrollTop = 0;
		part('.search-empty').replaceChildren(
			...(items.length === 0 ? emptyState(index.root.suggestions, ask) : []),
		);
		field().setAttribute('aria-expanded', String(items.length > 0));
		choose(items.length > 0 ? 0 : -1);
		say(statusOf(query, answer, { isNarrowed: kind !== '', most: MOST }));
	} catch {
		if (own === latest) say(NOT_LOADED);
	}
}

function kindButton([value, label]: readonly [string, string]): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = label;
	button.setAttribute('aria-pressed', String(value === kind));
	button.addEventListener('click', () => {
		kind = value;
		for (const other of part('.search-kinds').children)
			other.setAttribute('aria-pressed', String(other === button));
		void update();
	});
	return button;
}

function ask(query: string): void {
	field().value = query;
	field().focus();
	void update();
}

function keys(event: KeyboardEvent): void {
	const count = part('ol').children.length;
	if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
		event.preventDefault();
		if (count > 0) choose((chosen + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
	} else if (event.key === 'Enter') {
		event.preventDefault();
		if (event.isComposing) return;
		if (event.ctrlKey || event.metaKey) openPage();
		else openChosen();
	}
}

function openPage(): void {
	rememberSearch(field().value);
	const asked = new URLSearchParams({ q: field().value, ...(kind === '' ? {} : { kind }) });
	location.assign(`${document.documentElement.dataset['base'] ?? '/'}search/?${asked}`);
}

function openChosen(): void {
	const link = part('ol').children[chosen]?.querySelector('a');
	if (!link) return;
	dialog?.close();
	link.click();
}

function choose(number: number): void {
	chosen = number;
	const items = [...part('ol').children];
	for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === number));
	if (number >= 0) field().setAttribute('aria-activedescendant', `search-${number}`);
	else field().removeAttribute('aria-activedescendant');
	items[number]?.scrollIntoView({ block: 'nearest' });
}

function say(sentence: string): void {
	part('.search-status').textContent = sentence;
}

function field(): HTMLInputElement {
	return part<HTMLInputElement>('input');
}

function part<T extends Element = HTMLElement>(selector: string): T {
	const found = dialog?.querySelector<T>(selector);
	if (!found) throw new Error(`The search dialog has no ${selector}.`);
	return found;
}
