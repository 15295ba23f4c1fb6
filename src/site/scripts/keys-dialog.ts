import styles from '../styles/keys.css?inline';
import { addStyleSheet } from './adopt-style.ts';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
	[['/'], 'Search. Ctrl K and ⌘ K do the same'],
	[['↑', '↓'], 'Choose a result of the search; walk through the results of the search page'],
	[['Enter'], 'Open what is chosen. With Ctrl: all results'],
	[['Tab'], 'On to the next link, word of the glossary, or line number'],
	[['↑', '↓'], 'On a line number: to the next line'],
	[['Shift', '↓'], 'On a line number: cite several lines'],
	[['F8'], 'In an editor: to the next finding'],
	[['Esc'], 'Close what is open'],
	[['?'], 'This list'],
];

let dialog: HTMLDialogElement | undefined;

/** Shows what the keyboard can do. The same key, Escape or a press beside it closes it. */
export function openKeys(): void {
	dialog ??= build();
	if (dialog.open) dialog.close();
	else dialog.showModal();
}

function build(): HTMLDialogElement {
	addStyleSheet(styles);
	const made = document.createElement('dialog');
	made.className = 'keys';
	made.setAttribute('aria-labelledby', 'keys-title');
	const title = document.createElement('h2');
	title.id = 'keys-title';
	title.textContent = 'Keys';
	const close = document.createElement('button');
	close.type = 'button';
	close.textContent = 'Close';
	close.addEventListener('click', () => made.close());
	const list = document.createElement('dl');
	list.append(...KEYS.map(([keys, does]) => createEntry(keys, does)));
	made.append(title, list, close);
	made.addEventListener('click', (event) => {
		if (event.target === made) made.close();
	});
	document.body.append(made);
	return made;
}

function createEntry(keys: readonly string[], does: string): HTMLElement {
	const entry = document.createElement('div');
	const term = document.createElement('dt');
	for (const key of keys) {
		const name = document.createElement('kbd');
		name.textContent = key;
		term.append(name, ' ');
	}
	const words = document.createElement('dd');
	words.textContent = does;
	entry.append(term, words);
	return entry;
}
