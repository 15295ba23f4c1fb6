/** Marks the page while files are held over it, and hands over the drop of them, before anything else on the page sees it. */
export function listenForDrops(page: HTMLElement, take: (event: DragEvent) => void): void {
	addEventListener('dragover', (event) => {
		if (event.dataTransfer?.types.includes('Files') !== true) return;
		event.preventDefault();
		page.classList.add('is-dropping');
	});
	addEventListener('dragleave', (event) => {
		if (event.relatedTarget === null) page.classList.remove('is-dropping');
	});
	addEventListener(
		'drop',
		(event) => {
			page.classList.remove('is-dropping');
			take(event);
		},
		{ capture: true },
	);
}
