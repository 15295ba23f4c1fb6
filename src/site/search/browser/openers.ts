import { openSearch } from './shell.ts';

/** `/`, Ctrl K and ⌘ K open the search; it is loaded then and not before. */
export function searchOpeners(): void {
	document.addEventListener('keydown', (event) => {
		const isCombination = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
		const isSlash =
			event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
		if (!isCombination && !isSlash) return;
		event.preventDefault();
		openSearch();
	});
	for (const opener of document.querySelectorAll<HTMLElement>('[data-search-open]')) {
		opener.addEventListener('click', (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			openSearch();
		});
		opener.addEventListener('pointerenter', () => void import('./dialog.ts'), { once: true });
	}
}

/** Whether a key that was pressed there is meant as a letter. */
export function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
	);
}
