import type { Paint } from '#core/report/paint.ts';
import { escapeControlCharacters, wrap } from '#core/report/visible-text.ts';

export interface MarkdownTextOptions {
	readonly width: number;
	readonly paint: Paint;
	/** Makes the address of a link that starts with `/` whole. */
	readonly site: string;
}

/** A page of Markdown as text for a terminal: paragraphs wrapped, code blocks as they are behind a margin, links written out. */
export function formatMarkdownText(markdown: string, options: MarkdownTextOptions): string {
	const blocks: string[] = [];
	const lines = markdown.split(/\r?\n/);
	let paragraph: string[] = [];
	let heading = '';
	const endParagraph = () => {
		if (paragraph.length > 0) blocks.push(formatProse(paragraph, options));
		paragraph = [];
	};
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? '';
		const fence = /^\s*(`{3,}|~{3,})(.*)$/.exec(line);
		if (fence !== null) {
			endParagraph();
			const code: string[] = [];
			for (at++; at < lines.length && lines[at]?.trim() !== fence[1]; at++) code.push(lines[at] ?? '');
			blocks.push(formatCodeBlock(code, fence[2] ?? '', heading, options.paint));
		} else if (isTableRow(line)) {
			endParagraph();
			const rows: string[] = [];
			for (; isTableRow(lines[at] ?? ''); at++) rows.push(lines[at] ?? '');
			at--;
			blocks.push(formatTable(rows, options));
		} else if (/^#{1,6}\s/.test(line)) {
			endParagraph();
			heading = inline(line.replace(/^#+\s+|\s*\[#[\w-]+\]\s*$/g, ''), options);
			blocks.push(options.paint.strong(heading));
		} else if (isMarkup(line)) {
			endParagraph();
		} else if (line.trim() === '') {
			endParagraph();
		} else {
			if (isListItem(line)) endParagraph();
			paragraph.push(line);
		}
	}
	endParagraph();
	return `${joinBlocks(blocks)}\n`;
}

/** Items of one list stand together; everything else has an empty line between. */
function joinBlocks(blocks: readonly string[]): string {
	let text = '';
	for (const [index, block] of blocks.entries()) {
		const before = blocks[index - 1];
		const isSameList = before !== undefined && isListItem(before) && isListItem(block);
		text += index === 0 ? block : `${isSameList ? '\n' : '\n\n'}${block}`;
	}
	return text;
}

/** `import` lines, comments and elements that stand on a line of their own: they mean something only on the site. */
function isMarkup(line: string): boolean {
	return /^(import|export)\s|^\{\/\*.*\*\/\}\s*$|^\s*<\/?[A-Z][^>]*>\s*$/.test(line);
}

function isTableRow(line: string): boolean {
	return /^\s*\|.*\|\s*$/.test(line);
}

function isListItem(line: string): boolean {
	return /^\s*([-*+]|\d+\.)\s/.test(line);
}

function formatProse(lines: readonly string[], options: MarkdownTextOptions): string {
	const first = /^(\s*(?:[-*+]|\d+\.)\s+|\s*>\s+)?/.exec(lines[0] ?? '')?.[1] ?? '';
	const text = lines
		.map((line, index) => (index === 0 ? line.slice(first.length) : line.replace(/^\s*>\s?/, '')).trim())
		.join(' ');
	const margin = ' '.repeat(first.length);
	const rows = wrap(inline(text, options), Math.max(20, options.width - first.length));
	return rows.map((row, index) => (index === 0 ? first : margin) + row).join('\n');
}

/** One line a row, its cells below one another; the row of dashes below the head is left out. */
function formatTable(lines: readonly string[], options: MarkdownTextOptions): string {
	const rows = lines
		.map((line) =>
			line
				.trim()
				.slice(1, -1)
				.split(/(?<!\\)\|/),
		)
		.filter((cells) => !cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell)))
		.map((cells) => cells.map((cell) => inline(cell.trim().replaceAll('\\|', '|'), options)));
	const measureColumn = (column: number) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
	return rows
		.map((cells) => cells.map((cell, column) => cell.padEnd(measureColumn(column))).join('  '))
		.map((row) => row.trimEnd())
		.join('\n');
}

/** Below a heading that says `Wrong` or `Right` the block need not say it again. */
function formatCodeBlock(code: readonly string[], info: string, heading: string, paint: Paint): string {
	const [language = '', ...words] = info.trim().split(/\s+/);
	const file = /file="([^"]+)"/.exec(info)?.[1] ?? (language === 'dockerfile' ? 'Dockerfile' : undefined);
	const side = words.includes('wrong') ? 'Wrong' : words.includes('right') ? 'Right' : '';
	const label = [
		side === heading ? '' : (side === 'Wrong' ? paint.error : paint.info)(side),
		file === undefined ? '' : paint.quiet(file),
	]
		.filter((part) => part !== '')
		.join('  ');
	const body = code.map((line) =>
		`  ${paint.quiet('|')} ${escapeControlCharacters(line.replaceAll('\t', '    '))}`.trimEnd(),
	);
	return [...(label === '' ? [] : [`  ${label}`]), ...body].join('\n');
}

/** Emphasis and links of one paragraph, code in backticks left alone. */
function inline(text: string, { site }: MarkdownTextOptions): string {
	return text
		.split(/(`+[^`]*`+)/)
		.map((part, index) => (index % 2 === 1 ? part : stripInlineMarkup(part, site)))
		.join('');
}

function stripInlineMarkup(text: string, site: string): string {
	return escapeControlCharacters(
		text
			.replace(/<(\/?[A-Za-z][^>]*)>/g, (tag, inside: string) =>
				/^https?:/.test(inside) ? inside : tag && '',
			)
			.replace(/\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, (_, label: string, target: string) =>
				label === target ? target : `${label} (${target.startsWith('/') ? site + target.slice(1) : target})`,
			)
			.replace(/(\*\*|__)(.+?)\1/g, '$2')
			.replace(/(^|\W)[*_]([^*_]+)[*_](?=\W|$)/g, '$1$2'),
	);
}
