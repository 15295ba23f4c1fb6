import type { Step } from '../../dockerfile/execution.ts';
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

/** The same for what a stage runs; about a trigger everything is reported where it is set off. */
export function placeInStep({ instruction, place }: Step, part: Span, dockerfile: Dockerfile): Span {
	return place === instruction ? placeOn(place, part, dockerfile) : headOf(place);
}

/** Where to report something about an instruction as a whole. */
export function headOf({ keywordSpan, leadSpan }: Instruction): Span {
	return leadSpan ?? keywordSpan;
}
