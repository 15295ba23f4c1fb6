import { isTyping } from '../search/browser/openers.ts';

/** `?` shows what the keyboard can do; the list is loaded then and not before. */
export function showKeys(): void {
	document.addEventListener('keydown', (event) => {
		if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		event.preventDefault();
		void import('./keys-dialog.ts').then(({ openKeys }) => openKeys());
	});
	document.querySelector('[data-keys]')?.addEventListener('click', () => {
		void import('./keys-dialog.ts').then(({ openKeys }) => openKeys());
	});
}
