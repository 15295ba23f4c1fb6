import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import type { StageStep } from '../../dockerfile/steps.ts';
import type { Span } from '../../source/position.ts';

/**
 * Where to report something about a part of an instruction: the part itself, on whatever line it stands. Where the keyword is
 * broken over lines, from its beginning on, because that is the line that BuildKit names and that a person looks at.
 */
export function locatePart({ keywordSpan }: Instruction, part: Span, { text }: Dockerfile): Span {
	const isBroken = text.slice(keywordSpan.start, keywordSpan.end).includes('\n');
	return isBroken ? { start: keywordSpan.start, end: Math.max(keywordSpan.end, part.end) } : part;
}

/** The same for what a stage runs; about a trigger everything is reported where it is set off. */
export function locateStepPart({ instruction, place }: StageStep, part: Span, dockerfile: Dockerfile): Span {
	return place === instruction ? locatePart(place, part, dockerfile) : locateHead(place);
}

/** Where to report something about an instruction as a whole. */
export function locateHead({ keywordSpan, leadSpan }: Instruction): Span {
	return leadSpan ?? keywordSpan;
}
