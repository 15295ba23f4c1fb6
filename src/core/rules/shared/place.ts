import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { StageStep } from '../../dockerfile/steps.ts';
import type { Span } from '../../source/position.ts';

/**
 * Where to report something about a part of an instruction: the part itself where it stands on the instruction's first
 * line, else the keyword, because BuildKit reports every check on that line.
 */
export function locatePart(instruction: Instruction, part: Span, { text }: Dockerfile): Span {
	const { keywordSpan, leadSpan } = instruction;
	if (leadSpan) return leadSpan;
	const newline = text.indexOf('\n', keywordSpan.end);
	return newline === -1 || part.start < newline ? part : keywordSpan;
}

/** The same for what a stage runs; about a trigger everything is reported where it is set off. */
export function locateStepPart({ instruction, place }: StageStep, part: Span, dockerfile: Dockerfile): Span {
	return place === instruction ? locatePart(place, part, dockerfile) : locateHead(place);
}

/** Where to report something about an instruction as a whole. */
export function locateHead({ keywordSpan, leadSpan }: Instruction): Span {
	return leadSpan ?? keywordSpan;
}
