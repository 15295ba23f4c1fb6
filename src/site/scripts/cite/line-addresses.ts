import { hideLineTools, showLineTools } from './cite-lines.ts';
import { hideEarlier, resolveCitedRange, showEarlier } from './earlier-lines.ts';
import { type LineRange, readRange, writeRange } from './line-range.ts';

/** The end of a range that stays where it is while the other one moves. */
let fixed: number | undefined;

/** Marks and shows the lines that the address names; a click on a number names it, with shift the lines up to it. */
export function followLineAddresses(): void {
	if (document.querySelector('.line[id]') === null) return;
	addEventListener('hashchange', () => show(true));
	document.addEventListener('click', (event) => {
		const link = findNumberLink(event.target);
		if (link === null || event.ctrlKey || event.metaKey || event.button !== 0) return;
		event.preventDefault();
		select(link.hash, event.shiftKey);
	});
	document.addEventListener('keydown', (event) => {
		if (event.key === 'Escape') forget();
		else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') handleArrowKey(event);
	});
	show(true);
}

/** The number of a line of this page; numbers in a lesson's example lead to the example's own page. */
function findNumberLink(target: EventTarget | null): HTMLAnchorElement | null {
	return target instanceof Element ? target.closest<HTMLAnchorElement>('.line[id] > a.no') : null;
}

function select(hash: string, isExtending: boolean): void {
	const clicked = readRange(hash);
	if (clicked === undefined) return;
	const marked = readRange(location.hash);
	const isSame = marked?.file === clicked.file && marked.version === clicked.version;
	const from = isExtending && isSame ? (fixed ?? marked.first) : clicked.first;
	name({ ...clicked, first: from, last: clicked.first }, from);
}

/** The arrows go from number to number; with shift they make the marked range longer or shorter. */
function handleArrowKey(event: KeyboardEvent): void {
	const step = event.key === 'ArrowDown' ? 1 : -1;
	const link = findNumberLink(event.target);
	if (event.shiftKey) moveRangeEnd(event, step);
	else if (link !== null) {
		const range = readRange(link.hash);
		const next = range && findLine(range, range.first + step)?.querySelector<HTMLElement>('a.no');
		if (!next) return;
		event.preventDefault();
		next.focus();
	}
}

function moveRangeEnd(event: KeyboardEvent, step: number): void {
	const range = readRange(location.hash);
	const isWriting = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
	if (range === undefined || isWriting) return;
	const from = fixed ?? range.first;
	const moving = (range.first === from ? range.last : range.first) + step;
	const line = findLine(range, moving);
	if (line === null) return;
	event.preventDefault();
	name({ ...range, first: from, last: moving }, from);
	line.scrollIntoView({ block: 'nearest' });
}

/** Puts a range into the address; `from` is the end that stays. */
function name(range: LineRange, from: number): void {
	fixed = from;
	const hash = writeRange(range);
	if (hash !== location.hash) history.replaceState(null, '', hash);
	show(false);
}

function forget(): void {
	if (readRange(location.hash) === undefined || document.querySelector('dialog[open]')) return;
	history.replaceState(null, '', location.pathname + location.search);
	fixed = undefined;
	show(false);
}

function show(isScrolling: boolean): void {
	for (const line of document.querySelectorAll('.line.cited')) line.classList.remove('cited');
	hideLineTools();
	hideEarlier();
	const cited = readRange(location.hash);
	if (cited === undefined) return;
	const range = resolveCitedRange(cited);
	const first = findLine(range, range.first);
	if (!first) return;
	showFileTab(first, range.file);
	showEarlier(first, cited, range);
	const lines: Element[] = [];
	for (let number = range.first; number <= range.last; number++) {
		const line = findLine(range, number);
		if (line === null) break;
		line.classList.add('cited');
		lines.push(line);
	}
	showLineTools(lines, range);
	if (!isScrolling) return;
	fixed = range.first;
	requestAnimationFrame(() => first.scrollIntoView({ block: lines.length > 20 ? 'start' : 'center' }));
}

/** Chooses the file and the side that the line stands in. */
function showFileTab(line: Element, file: string): void {
	const files = line.closest('.files');
	const choose = (name: string, value: string) => {
		for (const input of files?.querySelectorAll<HTMLInputElement>(`.${name} input`) ?? [])
			if (input.value === value) input.checked = true;
	};
	choose('switch', file.slice(0, file.indexOf('/')));
	choose('tabs', file.slice(file.indexOf('/') + 1));
}

function findLine({ file, version }: LineRange, number: number): Element | null {
	const found = document.getElementById(`${file}${version === undefined ? '' : `@${version}`}:${number}`);
	return found?.closest('.line') ?? null;
}
