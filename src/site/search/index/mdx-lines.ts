import type { SearchLine } from '../indexed-page.ts';
import { LINE_WEIGHTS } from '../weights.ts';

/** What can be shown as a place on an MDX page: its sections, and the code in them. */
export function parseMdxLines(body: string): SearchLine[] {
	const lines: SearchLine[] = [];
	let fragment = '';
	let fence: string | undefined;
	let weight = LINE_WEIGHTS.plain;
	for (const line of body.split('\n')) {
		const opening = /^(`{3,}|~{3,})(.*)/.exec(line);
		if (fence !== undefined) {
			if (line.startsWith(fence)) fence = undefined;
			else if (line.trim().length > 3) lines.push({ fragment, text: line.trim(), is: 'code', weight });
		} else if (opening) {
			fence = opening[1];
			weight = / wrong\b/.test(opening[2] ?? '') ? LINE_WEIGHTS.wrong : LINE_WEIGHTS.plain;
		} else {
			const [, text, id] = /^#{2,4}\s+(.*?)\s*\[#([\w-]+)\]\s*$/.exec(line) ?? [];
			if (text !== undefined && id !== undefined) {
				fragment = `#${id}`;
				lines.push({
					fragment,
					text: text.replace(/`/g, ''),
					is: 'section',
					weight: COMMON.test(text) ? LINE_WEIGHTS.commonHeading : LINE_WEIGHTS.plain,
				});
			} else {
				for (const [, code = ''] of line.matchAll(/`([^`]+)`/g))
					if (/[-/=.: ]/.test(code))
						lines.push({ fragment, text: code, is: 'code', weight: LINE_WEIGHTS.inSentence });
			}
		}
	}
	return lines;
}

/** Headings that every lesson or every rule page has. */
const COMMON =
	/^(?:then|why|wrong|right|messages and other words|why it hurt|when .* still right|when not to follow it|what changed.*|where the post was .*)$/i;
