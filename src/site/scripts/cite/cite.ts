import { citeButtons, convertToMarkdown, getPageSentences, resolvePermanentAddress } from './citation.ts';

let shownCitation: { readonly box: HTMLElement; readonly anchor: HTMLElement } | undefined;

/** A press on `#` puts its address into the address bar and offers to copy it, or a review comment about it. */
export function citeAnchors(): void {
	document.addEventListener('click', (event) => {
		const target = event.target instanceof Element ? event.target : null;
		const anchor = target?.closest<HTMLAnchorElement>('a.anchor') ?? null;
		if (anchor === null) {
			if (!target?.closest('.cite')) hide(false);
			return;
		}
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		if (shownCitation?.anchor === anchor) hide(true);
		else show(anchor);
	});
	document.addEventListener('keydown', (event) => {
		if (event.key === 'Escape') hide(true);
	});
}

function show(anchor: HTMLAnchorElement): void {
	hide(false);
	const end = anchor.getAttribute('href') ?? '';
	if (end.startsWith('#')) history.replaceState(null, '', end);
	const heading = anchor.closest('h1, h2, h3, h4');
	const titled = anchor.closest<HTMLElement>('[data-title]');
	const box = citeButtons({
		address: resolvePermanentAddress(end),
		title: titled?.dataset['title'] ?? getHeadingTitle(heading),
		sentences: findComment(anchor, titled) ?? findSectionSentences(heading) ?? getPageSentences(),
	});
	box.classList.add('cite-box');
	(heading ?? anchor).after(box);
	anchor.setAttribute('aria-expanded', 'true');
	shownCitation = { box, anchor };
	box.querySelector('button')?.focus();
}

function hide(isReturning: boolean): void {
	if (shownCitation === undefined) return;
	const { box, anchor } = shownCitation;
	shownCitation = undefined;
	const hadFocus = box.contains(document.activeElement);
	box.remove();
	anchor.removeAttribute('aria-expanded');
	if (isReturning && hadFocus) anchor.focus();
}

/** What stands at the anchor; at a claim what its row shows, and the advice that all claims of a table share. */
function findComment(anchor: HTMLElement, titled: HTMLElement | null): string | undefined {
	const row = anchor.closest('.evidence tr');
	if (row === null) return anchor.dataset['comment'];
	return [formatClaim(row), titled?.dataset['advice']].filter(Boolean).join(' ');
}

/** The claim with both of its numbers, where they are numbers. */
function formatClaim(row: Element): string {
	const claim = convertToMarkdown(row.querySelector('th') ?? row).replace(/\.$/, '');
	const [before = '', after = ''] = [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim());
	const isCounted = [before, after].every((value) => /^\d/.test(value)) && !row.querySelector('.words');
	return isCounted ? `${claim} (${before} before, ${after} after).` : `${claim}.`;
}

function getHeadingTitle(heading: Element | null): string {
	const page = document.querySelector('h1');
	if (heading !== null && heading !== page) return convertToMarkdown(heading).replaceAll('`', '');
	return page ? convertToMarkdown(page) : document.title;
}

/** What the author would say in a review of this section, where the section says it. */
function findSectionSentences(heading: Element | null): string | undefined {
	for (let next = heading?.nextElementSibling; next; next = next.nextElementSibling) {
		if (/^H[1-3]$/.test(next.tagName)) return undefined;
		const words = next.matches('.review') ? next.querySelector('blockquote p') : null;
		if (words) return convertToMarkdown(words);
	}
	return undefined;
}
