import type { Dockerfile } from '../../dockerfile/model.ts';
import { indexLines } from '../../source/position.ts';
import type { CommentLine } from './suppressions.ts';

/** The comments inside the heredocs of `RUN`. What a `COPY` writes is a file: a comment there is its own. */
export function* listHeredocComments({ instructions, text }: Dockerfile): Generator<CommentLine> {
	const lines = indexLines(text);
	for (const { keyword, heredocs } of instructions) {
		if (keyword !== 'RUN') continue;
		for (const { content, contentSpan } of heredocs) {
			for (const { 0: written, 1: words = '', index } of content.matchAll(/^[ \t]*#[ \t]*(drydock.*)$/gim)) {
				const start = contentSpan.start + index;
				const span = { start, end: start + written.trimEnd().length };
				yield { text: words.trim(), span, line: lines.rangeOf(span).start.line };
			}
		}
	}
}
