/** What stands on and between lines of code and belongs to none of them. */
const BESIDE = '.note, .no, .mark, .gap, .copy, .cite, .anchor, .side-title, figcaption';

/**
 * Code that is selected by hand is copied as it stands in its file: without the findings between its lines, their numbers
 * and marks, so that what is pasted builds. A finding that is selected alone is copied as it is.
 */
export function copyCodeAlone(): void {
	document.addEventListener('copy', (event) => {
		const selection = getSelection();
		if (event.clipboardData === null || selection === null || !isCodeSelected(selection)) return;
		const copied = document.createElement('div');
		for (let at = 0; at < selection.rangeCount; at++) copied.append(selection.getRangeAt(at).cloneContents());
		event.clipboardData.setData('text/plain', extractText(copied));
		event.preventDefault();
	});
}

function isCodeSelected(selection: Selection): boolean {
	const start = selection.anchorNode?.parentElement?.closest('.note, input, textarea, [contenteditable]');
	if (selection.isCollapsed || start?.contains(selection.focusNode)) return false;
	return [...document.querySelectorAll('.line')].some((line) => selection.containsNode(line, true));
}

/** The words of what was selected; each run of lines is one text, its empty lines among them. */
function extractText(copied: HTMLElement): string {
	const lines = [...copied.querySelectorAll('.line')];
	const isCodeAlone = [...copied.children].every((part) => part.matches(`.line, ${BESIDE}`));
	for (const part of copied.querySelectorAll(
		lines.length === 0 ? BESIDE : `.line :is(${BESIDE}), .gap, .copy`,
	))
		part.remove();
	if (lines.length === 0) return copied.textContent ?? '';
	if (isCodeAlone) return lines.map(getCode).join('\n');
	const firsts = lines.filter((line) => !line.previousElementSibling?.matches('.line'));
	for (const first of firsts) replaceRun(first);
	return formatText(copied);
}

function getCode(line: Element): string {
	return line.querySelector('code')?.textContent ?? line.textContent ?? '';
}

/** A line and all that follow it without a break become one text. */
function replaceRun(first: Element): void {
	const run: Element[] = [];
	for (let line: Element | null = first; line?.matches('.line'); line = line.nextElementSibling)
		run.push(line);
	const text = document.createElement('pre');
	text.textContent = run.map(getCode).join('\n');
	first.before(text);
	for (const line of run) line.remove();
}

/** The text as the page shows it: one line for each paragraph, item and row, and code as it is. */
function formatText(copied: HTMLElement): string {
	const walker = document.createTreeWalker(copied, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const { currentNode } = walker;
		if (!currentNode.parentElement?.closest('pre'))
			currentNode.textContent = (currentNode.textContent ?? '').replace(/\s+/g, ' ');
	}
	for (const block of copied.querySelectorAll('p, li, h1, h2, h3, h4, pre, tr, dt, dd, summary, figcaption'))
		block.append('\n');
	return (copied.textContent ?? '').trim();
}
