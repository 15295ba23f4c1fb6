import { listenForDrops } from '../dropped-files.ts';
import type { RebuildTool } from './tool.ts';

/** The page shows an example worked out. The model is fetched with the first thing that a reader does, or for an address that holds a build. */
const shell = document.querySelector<HTMLElement>('[data-rebuild]');
if (shell !== null) listen(shell);

function listen(page: HTMLElement): void {
	let loading: Promise<RebuildTool> | undefined;
	const load = () => {
		loading ??= import('./tool.ts').then(({ startTool }) => startTool(page));
		return loading;
	};
	const use = (act: (tool: RebuildTool) => void) => {
		void load().then(act, () => {
			const said = page.querySelector('[data-rebuild-said]');
			if (said) said.textContent = 'What works this out could not be loaded. Is there a network?';
		});
	};
	for (const fieldset of page.querySelectorAll('fieldset')) fieldset.disabled = false;
	page.addEventListener('input', (event) => use((tool) => tool.read(event.target)));
	page.addEventListener('focusin', () => use(() => {}));
	page.addEventListener('click', ({ target }) => {
		const button = target instanceof Element ? target.closest<HTMLElement>('[data-do]') : null;
		if (button) use((tool) => tool.act(button));
	});
	addEventListener('hashchange', () => use((tool) => void tool.open(location.hash)));
	if (location.hash.startsWith('#v1=')) use(() => {});
	takeDrops(page, use);
}

function takeDrops(page: HTMLElement, use: (act: (tool: RebuildTool) => void) => void): void {
	listenForDrops(page, (event) => {
		const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
		if (items.length === 0) return;
		event.preventDefault();
		// What was dropped is there only until this handler has ended.
		const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
		const files = items.flatMap((item) => item.getAsFile() ?? []);
		use((tool) => void tool.take(entries, files));
	});
}
