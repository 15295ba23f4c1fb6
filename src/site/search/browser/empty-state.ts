import { forgetSearches, readRecentSearches } from './recent-searches.ts';

/** What stands where results will be: what was looked for before, and what others look for. */
export function createEmptyState(
	suggestions: readonly string[],
	choose: (query: string) => void,
): HTMLElement[] {
	const recent = readRecentSearches();
	const groups: HTMLElement[] = [];
	if (recent.length > 0) {
		const group = createQueryGroup('Recent searches', recent, choose);
		const clear = document.createElement('button');
		clear.type = 'button';
		clear.className = 'search-clear';
		clear.textContent = 'Clear';
		clear.setAttribute('aria-label', 'Clear recent searches');
		clear.addEventListener('click', () => {
			forgetSearches();
			const field = group.parentElement?.parentElement?.querySelector('input');
			group.remove();
			field?.focus();
		});
		group.querySelector('h2')?.append(clear);
		groups.push(group);
	}
	if (suggestions.length > 0) groups.push(createQueryGroup('People look for', suggestions, choose));
	return groups;
}

function createQueryGroup(
	title: string,
	list: readonly string[],
	choose: (query: string) => void,
): HTMLElement {
	const group = document.createElement('section');
	const heading = document.createElement('h2');
	heading.textContent = title;
	const items = document.createElement('ul');
	for (const query of list) {
		const item = document.createElement('li');
		const button = document.createElement('button');
		button.type = 'button';
		button.textContent = query;
		button.addEventListener('click', () => choose(query));
		item.append(button);
		items.append(item);
	}
	group.append(heading, items);
	return group;
}
