import type { Span } from '../../source/position.ts';
import { defineRule } from '../rule.ts';

/** An empty line looks like the end of an instruction, and once will be. */
export const noEmptyContinuation = defineRule({
	id: 'no-empty-continuation',
	topic: 'build-checks',
	severity: 'warning',
	summary: 'No empty lines inside a continued instruction',
	aliases: ['NoEmptyContinuation'],
	fixes: 'safe',
	messages: {
		empty: 'An empty line stands inside this continued instruction; a later BuildKit will refuse it.',
	},
	dockerfile({ dockerfile, report }) {
		for (const { emptyContinuationLines, span, heredocs } of dockerfile.instructions) {
			const [first] = emptyContinuationLines;
			if (!first) continue;
			const edits = emptyContinuationLines.map((line) => ({
				span: locateWholeLine(line, dockerfile.text),
				text: '',
			}));
			report('empty', locateLastLine(span, heredocs[0]?.contentSpan.start, dockerfile.text), {
				related: [{ span: first, message: 'The empty line' }],
				fix: { title: 'Remove the empty lines', kind: 'safe', edits },
			});
		}
	},
});

/** BuildKit reports the last line in front of the heredocs, wherever the empty line is. */
function locateLastLine({ start, end }: Span, heredoc: number | undefined, text: string): Span {
	const to = heredoc === undefined ? end : Math.max(start, heredoc - 1);
	const from = Math.max(start, text.lastIndexOf('\n', to - 1) + 1);
	return { start: Math.min(from, to), end: to };
}

/** With its line ending; at the end of the file with the one before it. */
function locateWholeLine({ start, end }: Span, text: string): Span {
	const newline = text.indexOf('\n', end);
	return newline === -1 ? { start: Math.max(0, start - 1), end: text.length } : { start, end: newline + 1 };
}
