import { type LineRange, writeRange } from './line-range.ts';

let note: HTMLElement | undefined;

/** Where the lines of a cited range are on this page: in the file as it is, or in a text that it had earlier. */
export function resolveCitedRange(range: LineRange): LineRange {
	const { version, ...now } = range;
	if (version === undefined) return isThere(now) ? now : (findEarlierRange(now) ?? now);
	if (findCurrentVersion(now.file) === version) return now;
	return isThere(range) ? range : now;
}

/** Says above the cited lines which text they are of, where it is not the one that the address was made for. */
export function showEarlier(first: Element, cited: LineRange, shownRange: LineRange): void {
	const isEarlier = shownRange.version !== undefined;
	const isUnknown =
		cited.version !== undefined && !isEarlier && findCurrentVersion(cited.file) !== cited.version;
	if (!isEarlier && !isUnknown) return;
	first.closest('details')?.setAttribute('open', '');
	note = document.createElement('p');
	note.className = 'earlier-note';
	note.setAttribute('role', 'note');
	note.append(
		isEarlier
			? `The address was made for an earlier text of ${cited.file}. These are the lines as they were then. `
			: `The address was made for a text of ${cited.file} that is not kept here. These are the lines as they are now. `,
	);
	const { version: _, ...now } = cited;
	if (isEarlier && isThere(now)) note.append(createRangeLink(now));
	first.before(note);
}

export function hideEarlier(): void {
	note?.remove();
	note = undefined;
}

function createRangeLink(range: LineRange): HTMLAnchorElement {
	const link = document.createElement('a');
	link.href = writeRange(range);
	link.textContent = 'The same line numbers now';
	return link;
}

const formatLineId = ({ file, version, first }: LineRange) =>
	`${file}${version === undefined ? '' : `@${version}`}:${first}`;

const isThere = (range: LineRange) => document.getElementById(formatLineId(range)) !== null;

/** Of the file as it is now; `undefined` for a block of a page, which keeps no versions. */
function findCurrentVersion(file: string): string | undefined {
	const line = document.getElementById(`${file}:1`);
	return line?.closest<HTMLElement>('[data-version]')?.dataset['version'];
}

/** For a file that is gone: the last text it had. */
function findEarlierRange(range: LineRange): LineRange | undefined {
	const texts = [...document.querySelectorAll<HTMLElement>('details[data-earlier]')];
	const version = texts.findLast((one) => one.dataset['earlier'] === range.file)?.dataset['version'];
	return version === undefined ? undefined : { ...range, version };
}
