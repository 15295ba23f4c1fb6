import { collectBlockCode } from './copy.ts';

/** "Open in the checker" beside a file: takes its code along. */
export function openBlocksInChecker(): void {
	document.addEventListener('click', ({ target }) => {
		const button = target instanceof Element ? target.closest<HTMLElement>('[data-check-as]') : null;
		if (!button) return;
		const texts = { [button.dataset['checkAs'] ?? 'Dockerfile']: collectBlockCode(button) };
		void import('../workbench/open-checker.ts').then(({ openChecker }) => openChecker(texts));
	});
}
