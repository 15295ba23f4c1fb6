/** What can be cited: where it is, what it is called, and what a review says of it. */
export interface Citation {
	readonly address: string;
	readonly title: string;
	/** One sentence why, one what to do. */
	readonly sentences: string;
}

/** The permanent address of this page, wherever it is being read; `end` is a fragment or another address. */
export function resolvePermanentAddress(end: string): string {
	const page = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
	return new URL(end, page).href;
}

/** What this page as a whole says in a review. */
export function getPageSentences(): string {
	return document.querySelector<HTMLElement>('[data-page-comment]')?.dataset['pageComment'] ?? '';
}

/** A review comment in Markdown. */
export function formatReviewComment({ address, title, sentences }: Citation): string {
	const link = `[${title.replace(/([\\[\]])/g, '\\$1')}](${address.replace(/[()]/g, encodeURIComponent)})`;
	return sentences === '' ? link : `${sentences} ${link}`;
}

/** The words of an element as Markdown: `code` in backticks, links left out. */
export function convertToMarkdown(element: Element): string {
	const copy = element.cloneNode(true) as Element;
	for (const code of copy.querySelectorAll('code')) code.textContent = `\`${code.textContent}\``;
	for (const other of copy.querySelectorAll('a, button, .meaning'))
		if (!other.closest('.term')) other.remove();
	for (const meaning of copy.querySelectorAll('.meaning')) meaning.remove();
	return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Two buttons: the address, and the comment. `scripts/copy.ts` does what they say. */
export function citeButtons(citation: Citation): HTMLElement {
	const box = document.createElement('div');
	box.className = 'cite';
	box.setAttribute('role', 'group');
	box.setAttribute('aria-label', `Cite ${citation.title}`);
	box.append(
		createCopyButton('Copy address', citation.address),
		createCopyButton('Copy review comment', formatReviewComment(citation)),
	);
	return box;
}

function createCopyButton(words: string, text: string): HTMLButtonElement {
	const made = document.createElement('button');
	made.type = 'button';
	made.className = 'copy';
	made.dataset['copy'] = text;
	const label = document.createElement('span');
	label.textContent = words;
	made.append(label);
	return made;
}
