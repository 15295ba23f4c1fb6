import { escapeHtml } from './lines.ts';
import { splitFlags, splitForBreaks } from './pieces.ts';

/** A sentence with `` `code` `` in it as HTML, everything else escaped. */
export function inlineCode(sentence: string): string {
	return sentence
		.split(/`([^`]+)`/)
		.map((part, at) => (at % 2 === 0 ? escapeHtml(part) : `<code>${renderCode(part)}</code>`))
		.join('');
}

/** Code as HTML that breaks where a reader would break it: behind a slash, never within the name of a flag. */
export function renderCode(code: string): string {
	return splitFlags(code)
		.map(({ text, isFlag }) =>
			isFlag
				? `<span class="o">${escapeHtml(text)}</span>`
				: splitForBreaks(text).map(escapeHtml).join('<wbr>'),
		)
		.join('');
}
