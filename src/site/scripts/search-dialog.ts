import { prepareSearch, search } from './search.ts';
import { resultItem } from './search-results.ts';

let dialog: HTMLDialogElement | undefined;
let chosen = -1;
let latest = 0;

/** Shows the search over the page; the words typed last are still there. */
export function openSearch(): void {
	dialog ??= build();
	if (!dialog.open) dialog.showModal();
	const input = part<HTMLInputElement>('input');
	input.focus();
	input.select();
	void prepareSearch().catch(() => say('The search could not be loaded. Is there a network?'));
}

function build(): HTMLDialogElement {
	const made = document.createElement('dialog');
	made.className = 'search';
	made.setAttribute('aria-label', 'Search');
	made.innerHTML = `<form method="dialog" role="search"><div class="search-field"><input type="text" role="combobox" aria-label="Search lessons, rules and examples" aria-expanded="false" aria-controls="search-list" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" placeholder="A rule, a flag, a path, plain words"><button type="submit" aria-label="Close search">Esc</button></div></form><p class="search-status" role="status"></p><ol id="search-list" role="listbox" aria-label="Results"></ol><p class="search-keys" aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>Ctrl</kbd> <kbd>Enter</kbd> all results</span></p>`;
	document.body.append(made);
	dialog = made;
	part('input').addEventListener('input', () => void update());
	part('input').addEventListener('keydown', (event) => keys(event as KeyboardEvent));
	made.addEventListener('click', (event) => {
		if (event.target === made) made.close();
	});
	return made;
}

async function update(): Promise<void> {
	const query = part<HTMLInputElement>('input').value;
	const own = ++latest;
	try {
		const results = await search(query);
		if (own !== latest) return;
		const items = results.map((result, at) => {
			const item = resultItem(result, query);
			item.id = `search-${at}`;
			item.setAttribute('role', 'option');
			const link = item.querySelector('a');
			if (link) link.tabIndex = -1;
			return item;
		});
		part('ol').replaceChildren(...items);
		part('input').setAttribute('aria-expanded', String(items.length > 0));
		choose(items.length > 0 ? 0 : -1);
		say(
			query.trim() === ''
				? ''
				: items.length === 0
					? `Nothing found for “${query.trim()}”. Try fewer words, or a rule’s name.`
					: '',
		);
	} catch {
		if (own === latest) say('The search could not be loaded. Is there a network?');
	}
}

function keys(event: KeyboardEvent): void {
	const count = part('ol').children.length;
	if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
		event.preventDefault();
		if (count > 0) choose((chosen + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
	} else if (event.key === 'Enter') {
		event.preventDefault();
		if (event.isComposing) return;
		if (event.ctrlKey || event.metaKey) {
			const query = encodeURIComponent(part<HTMLInputElement>('input').value);
			location.assign(`${document.documentElement.dataset['base'] ?? '/'}search/?q=${query}`);
		} else {
			const link = part('ol').children[chosen]?.querySelector('a');
			if (!link) return;
			dialog?.close();
			link.click();
		}
	}
}

function choose(number: number): void {
	chosen = number;
	const items = [...part('ol').children];
	for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === number));
	const input = part('input');
	if (number >= 0) input.setAttribute('aria-activedescendant', `search-${number}`);
	else input.removeAttribute('aria-activedescendant');
	items[number]?.scrollIntoView({ block: 'nearest' });
}

function say(sentence: string): void {
	part('.search-status').textContent = sentence;
}

function part<T extends Element = HTMLElement>(selector: string): T {
	const found = dialog?.querySelector<T>(selector);
	if (!found) throw new Error(`The search dialog has no ${selector}.`);
	return found;
}
