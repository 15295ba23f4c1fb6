import { skipSpaces } from '../../source/characters.ts';
import type { Comment, Instruction } from '../model.ts';
import { SourceLines } from './source-lines.ts';

/** Finds the comments of a file that has been read, one at a time: a file of millions of them takes no more memory. */
export class Comments implements Iterable<Comment> {
	readonly #text: string;
	readonly #escape: string;
	readonly #instructions: readonly Instruction[];

	constructor(text: string, escaper: string, instructions: readonly Instruction[]) {
		this.#text = text;
		this.#escape = escaper;
		this.#instructions = instructions;
	}

	*[Symbol.iterator](): Generator<Comment, void> {
		const lines = new SourceLines(this.#text);
		lines.escape = this.#escape;
		let index = 0;
		while (lines.advance()) {
			const instruction = this.#instructions[index];
			if (instruction?.startLine !== lines.number) {
				const comment = readComment(lines);
				if (comment) yield comment;
				continue;
			}
			index++;
			yield* readContinuationComments(lines);
			while (lines.number < instruction.endLine && lines.advance()) {
				// The lines of its heredocs.
			}
		}
	}
}

/**
 * What BuildKit keeps of a comment in front of an instruction: the line without its first character, which is the `#` only
 * where no blank stands before it.
 */
export function getKeptText({ text, span: { start } }: Comment, source: string): string {
	const before = start === 0 ? '\n' : source.charAt(start - 1);
	return before === '\n' || before === '\ufeff' ? text : `# ${text}`;
}

/** Those between the lines of a continuation; `lines` stands on the first and is moved to the last. */
function* readContinuationComments(lines: SourceLines): Generator<Comment, void> {
	let isContinued = lines.continuationStart(lines.first) !== -1;
	while (isContinued && lines.advance()) {
		const comment = readComment(lines);
		if (comment) yield comment;
		else if (lines.first < lines.end) isContinued = lines.continuationStart(lines.start) !== -1;
	}
}

function readComment(lines: SourceLines): Comment | undefined {
	const { text, first, end, number } = lines;
	if (!lines.isCommentAt(first)) return undefined;
	const words = text.slice(skipSpaces(text, first + 1, end), end).trimEnd();
	return { type: 'comment', text: words, span: { start: first, end }, line: number };
}
