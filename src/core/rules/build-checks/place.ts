import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { Span } from '../../source/position.ts';

/**
 * Where to report something about a part of an instruction: the part itself where it stands on the instruction's first
 * line, else the keyword, because BuildKit reports every check on that line.
 */
export function placeOn(instruction: Instruction, part: Span, { text }: Dockerfile): Span {
	const { keywordSpan, leadSpan } = instruction;
	if (leadSpan) return leadSpan;
	const newline = text.indexOf('\n', keywordSpan.end);
	return newline === -1 || part.start < newline ? part : keywordSpan;
}

/** Where to report something about an instruction as a whole. */
export function headOf({ keywordSpan, leadSpan }: Instruction): Span {
	return leadSpan ?? keywordSpan;
}
