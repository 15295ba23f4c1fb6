import { citeButtons, convertToMarkdown, getPageSentences, resolvePermanentAddress } from './citation.ts';
import { type LineRange, writeRange } from './line-range.ts';

let lineTools: HTMLElement | undefined;

/** Puts the ways to cite the marked lines below the last of them, where the next press of Tab finds them. */
export function showLineTools(lines: readonly Element[], range: LineRange): void {
	const last = lines.at(-1);
	if (last === undefined) return;
	// What is pasted keeps meaning these lines, also when the file has changed.
	const version = last.closest<HTMLElement>('[data-version]')?.dataset['version'];
	const hash = writeRange(range);
	const lasting = version === undefined ? hash : writeRange({ ...range, version });
	lineTools = citeButtons({
		address: resolvePermanentAddress(lasting),
		title: decodeURI(hash.slice(1)),
		sentences: getFindingSentences(lines) || getBlockSentences(last) || getPageSentences(),
	});
	last.append(lineTools);
}

export function hideLineTools(): void {
	lineTools?.remove();
	lineTools = undefined;
}

/** What the linter says of the first of the lines that it says something about: why, and what to do. */
function getFindingSentences(lines: readonly Element[]): string {
	const note = lines.map((line) => line.querySelector('.note > span')).find((found) => found !== null);
	return note ? convertToMarkdown(note) : '';
}

function getBlockSentences(line: Element): string {
	return line.closest<HTMLElement>('[data-comment]')?.dataset['comment'] ?? '';
}
