import type { PageRecord, Place } from '../indexed-page.ts';
import type { Ranking } from '../rank/rank.ts';
import { extractStem } from '../rank/stem.ts';
import { splitWords } from '../rank/text.ts';
import { SHOWN_LINE_WEIGHTS } from '../weights.ts';

/** What a result shows of its page. */
export interface Shown {
	/** Safe HTML: everything is escaped but `<mark>` and `<code>`. */
	readonly excerpt: string;
	/** True where the excerpt is only what the page is about, and no word that was typed stands in it. */
	readonly isPlain: boolean;
	/** The heading or the line of code in which the words stand. */
	readonly place?: {
		readonly url: string;
		readonly label: string;
		readonly is: Place;
		readonly html: string;
	};
}

/**
 * The one line of a page that says what it is about, and the place in which the words stand: the best of all, or of the
 * headings or lines of code alone.
 */
export function buildExcerpt(record: PageRecord, ranking: Ranking, address: string, only?: Place): Shown {
	const excerpt = markQueryWords(record.line, ranking);
	const best = record.lines
		.filter(([, is]) => only === undefined || is === only)
		.map((line) => ({ line, score: scoreLine(line[2], ranking) }))
		.reduce<{ line: PageRecord['lines'][number]; score: number } | undefined>(
			(top, own) => (own.score > (top?.score ?? 0) ? own : top),
			undefined,
		);
	const isPlain = !excerpt.includes('<mark>');
	if (best === undefined || best.score < SHOWN_LINE_WEIGHTS.lowestScore) return { excerpt, isPlain };
	const [fragment, is, text] = best.line;
	return {
		excerpt,
		isPlain,
		place: {
			url: address.replace(/#.*/, '') + fragment,
			label: is === 'section' ? 'Section' : formatPlaceLabel(fragment),
			is,
			html: markQueryWords(text, ranking),
		},
	};
}

/** Code counts as it is written; words count where most of them stand in the line. */
function scoreLine(text: string, { queryWords, code }: Ranking): number {
	const lower = text.toLowerCase();
	const asCode = code
		.filter((term) => lower.includes(term))
		.reduce(
			(sum, term) => sum + (term === code[0] ? SHOWN_LINE_WEIGHTS.code : SHOWN_LINE_WEIGHTS.codePiece),
			0,
		);
	const lineStems = new Set(splitWords(text).map(extractStem));
	const has = queryWords.map(({ stems }) =>
		Math.max(0, ...[...stems].map(([stem, factor]) => (lineStems.has(stem) ? factor : 0))),
	);
	const asWords = has.reduce((sum, factor) => sum + factor, 0) / Math.max(1, has.length);
	return asCode + (asWords > SHOWN_LINE_WEIGHTS.leastWords ? asWords * SHOWN_LINE_WEIGHTS.words : 0);
}

function formatPlaceLabel(fragment: string): string {
	const [, file, line] = /^#(.*):(\d+)$/.exec(fragment) ?? [];
	return file === undefined ? 'Code' : `${file}, line ${line}`;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** `container` in `containerPort`: the index has the parts of such a word too. */
const WORD_PART = /[\p{L}\p{N}]+?(?:(?<=[a-z\d])(?=[A-Z])|(?![\p{L}\p{N}]))/gu;

/** Escapes a text and marks the words of the query in it. */
function markQueryWords(text: string, { stems, code }: Ranking): string {
	const spans = code.flatMap((term) => {
		const at = text.toLowerCase().indexOf(term);
		return at < 0 ? [] : [[at, at + term.length] as const];
	});
	for (const match of [WORD, WORD_PART].flatMap((pattern) => [...text.matchAll(pattern)]))
		if (stems.includes(extractStem(match[0].toLowerCase())))
			spans.push([match.index, match.index + match[0].length]);
	let html = '';
	let end = 0;
	for (const [from, to] of spans.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
		if (from < end) continue;
		html += `${escapeHtml(text.slice(end, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
		end = to;
	}
	return (html + escapeHtml(text.slice(end))).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
