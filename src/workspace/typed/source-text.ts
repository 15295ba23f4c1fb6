import type { Problem } from '#core/problem.ts';
import { renderCodeFrame } from '#core/report/code-frame.ts';
import { indexLines, type LineIndex, type Span } from '#core/source/position.ts';

/** A text of the content, with the path that messages show. */
export interface SourceText {
	/** Relative to the project's root, with `/` between folders. */
	readonly path: string;
	readonly text: string;
	readonly lines: LineIndex;
}

export function makeSourceText(path: string, text: string): SourceText {
	return { path, text, lines: indexLines(text) };
}

/** What a problem says, apart from where it is. */
export type Wording = Pick<Problem, 'code' | 'detail' | 'fix'> & {
	/** Lines below the code frame: what was declared and what came. */
	readonly below?: string | undefined;
};

/** A problem at a stretch of a text, with the lines it concerns. */
export function createSpanProblem(source: SourceText, span: Span, { below, ...wording }: Wording): Problem {
	const range = source.lines.rangeOf(span.end > span.start ? span : { ...span, end: span.start + 1 });
	const frame = renderCodeFrame(source.text, range, { lines: source.lines });
	return { ...wording, path: source.path, range, frame: below === undefined ? frame : `${frame}\n${below}` };
}

/** A problem of a line as a whole; the blanks it begins with are not marked. */
export function createLineProblem(source: SourceText, line: number, wording: Wording): Problem {
	const { start, end } = source.lines.lineSpan(line);
	const indent = source.text.slice(start, end).search(/\S/);
	return createSpanProblem(source, { start: start + Math.max(0, indent), end }, wording);
}

/** A problem of a file or folder as a whole. */
export function createPathProblem(path: string, { below, ...wording }: Wording): Problem {
	return { ...wording, path, frame: below };
}

/** `` `a`, `b` or `c` ``. */
export function joinNames(names: readonly string[], word = 'or'): string {
	const quoted = names.map((name) => `\`${name}\``);
	if (quoted.length < 2) return quoted.join('');
	return `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`;
}
