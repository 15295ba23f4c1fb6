import { omitUndefined } from '#core/omit-undefined.ts';
import { addStyleSheet } from '../../scripts/adopt-style.ts';
import styles from '../../styles/search-results.css?inline';
import { createEmptyState } from './empty-state.ts';
import { SEARCH_KINDS } from './kinds.ts';
import { rememberSearch } from './recent-searches.ts';
import { createResultItem } from './results.ts';
import { prepareSearch, search } from './search.ts';
import { describeAnswer, NOT_LOADED } from './status.ts';

/** How many pages the dialog shows; the search page has the others. */
const MOST = 12;

let dialog: HTMLDialogElement | undefined;
let kind = '';
let chosen = -1;
let latest = 0;

/** Brings the dialog to life, and answers what was typed while it was not yet. */
export function runDialog(dialogElement: HTMLDialogElement): void {
	if (dialog === undefined) {
		addStyleSheet(styles);
		dialog = dialogElement;
		getField().addEventListener('input', () => void update());
		getField().addEventListener('keydown', handleFieldKey);
		getPart('.search-kinds').append(...SEARCH_KINDS.map(createKindButton));
	}
	void update();
}

async function update(): Promise<void> {
	const query = getField().value;
	const requestNumber = ++latest;
	try {
		const answer = await search(query, MOST, kind === '' ? {} : { kind });
		const index = await prepareSearch();
		if (requestNumber !== latest) return;
		const items = answer.results.map((result, at) => {
			const item = createResultItem(result, query);
			item.id = `search-${at}`;
			item.setAttribute('role', 'option');
			for (const link of item.querySelectorAll('a')) link.tabIndex = -1;
			return item;
		});
		getPart('ol').replaceChildren(...items);
		getPart('ol').scrollTop = 0;
		getPart('.search-empty').replaceChildren(
			...(items.length === 0 ? createEmptyState(index.root.suggestions, ask) : []),
		);
		getField().setAttribute('aria-expanded', String(items.length > 0));
		choose(items.length > 0 ? 0 : -1);
		say(describeAnswer(query, answer, { isNarrowed: kind !== '', limit: MOST }));
	} catch {
		if (requestNumber === latest) say(NOT_LOADED);
	}
}

function createKindButton([value, label]: readonly [string, string]): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = label;
	button.setAttribute('aria-pressed', String(value === kind));
	button.addEventListener('click', () => {
		kind = value;
		for (const other of getPart('.search-kinds').children)
			other.setAttribute('aria-pressed', String(other === button));
		void update();
	});
	return button;
}

function ask(query: string): void {
	getField().value = query;
	getField().focus();
	void update();
}

function handleFieldKey(event: KeyboardEvent): void {
	const count = getPart('ol').children.length;
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
	rememberSearch(getField().value);
	const asked = new URLSearchParams(omitUndefined({ q: getField().value, kind: kind || undefined }));
	location.assign(`${document.documentElement.dataset['base'] ?? '/'}search/?${asked}`);
}

function openChosen(): void {
	const link = getPart('ol').children[chosen]?.querySelector('a');
	if (!link) return;
	dialog?.close();
	link.click();
}

function choose(number: number): void {
	chosen = number;
	const items = [...getPart('ol').children];
	for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === number));
	if (number >= 0) getField().setAttribute('aria-activedescendant', `search-${number}`);
	else getField().removeAttribute('aria-activedescendant');
	items[number]?.scrollIntoView({ block: 'nearest' });
}

function say(sentence: string): void {
	getPart('.search-status').textContent = sentence;
}

function getField(): HTMLInputElement {
	return getPart<HTMLInputElement>('input');
}

function getPart<T extends Element = HTMLElement>(selector: string): T {
	const element = dialog?.querySelector<T>(selector);
	if (!element) throw new Error(`The search dialog has no ${selector}.`);
	return element;
}
