import type { Finding, Severity } from '#core/finding.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import { type CodeToken, highlight, type Language } from './highlight.ts';
import { splitFlags } from './pieces.ts';

/** A line of code, ready to print. */
export interface CodeLine {
	readonly number: number;
	/** Safe HTML: every text in it is escaped here. */
	readonly html: string;
	/** How far the line is indented, as a class of `code.css`: what does not fit stands a little further in. */
	readonly indent?: string;
	/** The findings that start on this line. */
	readonly findings: readonly Finding[];
	/** The worst severity of the findings that touch this line. */
	readonly touched?: Severity;
}

/** The lines of a file with what the linter says about them. The empty line after a last line feed is left out. */
export async function renderCodeLines(
	text: string,
	language: Language,
	findings: readonly Finding[] = [],
): Promise<CodeLine[]> {
	const lines = await highlight(text, language);
	const visibleLines = text.endsWith('\n') ? lines.slice(0, -1) : lines;
	return visibleLines.map((tokens, at) => {
		const number = at + 1;
		const touching = findings.filter(
			({ range }) => range.start.line <= number && getLastLine(range) >= number,
		);
		const touched = findWorstSeverity(touching);
		return {
			number,
			html: renderLine(tokens, touching, number),
			...chooseIndentClass(tokens),
			findings: findings.filter(({ range }) => range.start.line === number),
			...omitUndefined({ touched }),
		};
	});
}

/** The deepest step for which there is a class: on a narrow screen a deeper one would leave little of the line. */
const DEEPEST = 6;

function chooseIndentClass(tokens: readonly CodeToken[]): { indent?: string } {
	const blanks = /^ */.exec(joinTokenTexts(tokens))?.[0].length ?? 0;
	const steps = Math.min(DEEPEST, blanks - (blanks % 2));
	return steps === 0 ? {} : { indent: `in${steps}` };
}

function joinTokenTexts(tokens: readonly CodeToken[]): string {
	return tokens.map(({ text }) => text).join('');
}

function getLastLine({ start, end }: Finding['range']): number {
	return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

function findWorstSeverity(findings: readonly Finding[]): Severity | undefined {
	const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
	return findings.map(({ severity }) => severity).sort((a, b) => rank[a] - rank[b])[0];
}

/** Tokens as elements; what a finding is about is wrapped in `<mark>`, split where tokens and findings cross. */
function renderLine(tokens: readonly CodeToken[], findings: readonly Finding[], number: number): string {
	const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
	const indent = /^\s*/.exec(joinTokenTexts(tokens))?.[0].length ?? 0;
	const stretches = joinOverlaps(
		findings.map(({ range, severity }) => ({
			from: Math.max(range.start.line === number ? range.start.column - 1 : 0, indent),
			to: range.end.line === number ? Math.min(range.end.column - 1, length) : length,
			severity,
		})),
	);
	let html = '';
	let at = 0;
	for (const { from, to, severity } of stretches) {
		html += renderTokens(tokens, at, from);
		html += `<mark class="${severity}">${renderTokens(tokens, from, to)}</mark>`;
		at = to;
	}
	return html + renderTokens(tokens, at, length);
}

interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly severity: Severity;
}

function joinOverlaps(stretches: readonly Stretch[]): Stretch[] {
	const joined: Stretch[] = [];
	for (const stretch of [...stretches].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last !== undefined && stretch.from < last.to)
			joined[joined.length - 1] = { ...last, to: Math.max(last.to, stretch.to) };
		else joined.push(stretch);
	}
	return joined;
}

function renderTokens(tokens: readonly CodeToken[], from: number, to: number): string {
	let html = '';
	let at = 0;
	for (const { text, kind } of tokens) {
		const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
		at += text.length;
		if (part === '') continue;
		const tokenHtml = splitFlags(part)
			.map((piece) => (piece.isFlag ? `<span class="o">${piece.text}</span>` : escapeHtml(piece.text)))
			.join('');
		html += kind === undefined ? tokenHtml : `<span class="${kind}">${tokenHtml}</span>`;
	}
	return html;
}

export function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
