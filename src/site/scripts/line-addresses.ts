/** A range of lines of one file: `#before/Dockerfile:3-7`. */
interface LineRange {
	readonly file: string;
	readonly first: number;
	readonly last: number;
}

/** Marks and shows the lines that the address names; a click on a number names it, with shift up to it. */
export function lineAddresses(): void {
	if (document.querySelector('.one-example') === null) return;
	addEventListener('hashchange', () => show(true));
	document.addEventListener('click', (event) => {
		const link =
			event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.line a.no') : null;
		if (link === null || event.ctrlKey || event.metaKey || event.button !== 0) return;
		event.preventDefault();
		select(link.hash, event.shiftKey);
	});
	document.addEventListener('keydown', extendWithArrows);
	document.addEventListener('keydown', walkNumbers);
	show(true);
}

function select(hash: string, isExtending: boolean): void {
	const clicked = read(hash);
	const anchor = read(location.hash);
	if (clicked === undefined) return;
	const range =
		isExtending && anchor?.file === clicked.file
			? {
					...clicked,
					first: Math.min(anchor.first, clicked.first),
					last: Math.max(anchor.first, clicked.last),
				}
			: clicked;
	history.replaceState(null, '', write(range));
	show(false);
}

/** Shift and an arrow make the marked range longer or shorter. */
function extendWithArrows(event: KeyboardEvent): void {
	const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
	const range = read(location.hash);
	if (step === 0 || !event.shiftKey || range === undefined || event.target instanceof HTMLInputElement)
		return;
	const last = range.last + step;
	if (last < range.first || lineOf(range.file, last) === null) return;
	event.preventDefault();
	history.replaceState(null, '', write({ ...range, last }));
	show(false);
}

/** The arrows go from number to number; Enter on one is a click. */
function walkNumbers(event: KeyboardEvent): void {
	const link = event.target instanceof Element ? event.target.closest<HTMLElement>('.line a.no') : null;
	if (link === null || event.shiftKey || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
	const numbers = [...(link.closest('.side')?.querySelectorAll<HTMLElement>('a.no') ?? [])];
	const next = numbers[numbers.indexOf(link) + (event.key === 'ArrowDown' ? 1 : -1)];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}

function show(isScrolling: boolean): void {
	for (const line of document.querySelectorAll('.line.cited')) line.classList.remove('cited');
	const range = read(location.hash);
	if (range === undefined) return;
	const first = lineOf(range.file, range.first);
	if (first === null) return;
	reveal(first, range.file);
	for (let number = range.first; number <= range.last; number++)
		lineOf(range.file, number)?.classList.add('cited');
	if (isScrolling) requestAnimationFrame(() => first.scrollIntoView({ block: 'center' }));
}

/** Chooses the file and the side that the line stands in. */
function reveal(line: Element, file: string): void {
	const files = line.closest('.files');
	const choose = (name: string, value: string) => {
		for (const input of files?.querySelectorAll<HTMLInputElement>(`.${name} input`) ?? [])
			if (input.value === value) input.checked = true;
	};
	choose('switch', file.slice(0, file.indexOf('/')));
	choose('tabs', file.slice(file.indexOf('/') + 1));
}

const lineOf = (file: string, number: number) => document.getElementById(`${file}:${number}`);

function read(hash: string): LineRange | undefined {
	const match = /^#((?:before|after)\/.+):(\d{1,6})(?:-(\d{1,6}))?$/.exec(decode(hash));
	if (match === null) return undefined;
	const first = Number(match[2]);
	const last = Number(match[3] ?? match[2]);
	return {
		file: match[1] ?? '',
		first: Math.min(first, last),
		last: Math.min(Math.max(first, last), first + 9999),
	};
}

function decode(hash: string): string {
	try {
		return decodeURIComponent(hash);
	} catch {
		return hash;
	}
}

function write({ file, first, last }: LineRange): string {
	return `#${file}:${first === last ? first : `${first}-${last}`}`;
}
