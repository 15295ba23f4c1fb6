import type { RebuildStep } from '../model.ts';
import type { LoggedStep } from './build-log.ts';

/**
 * The step of a log that a step of the file is; `undefined` where the log does not tell of it. The log may be of the file
 * before an edit, where a step has another number: then its text tells. In the log variables are replaced: then its number does.
 */
export function findLoggedStep(step: RebuildStep, log: readonly LoggedStep[]): LoggedStep | undefined {
	const { label } = step;
	if (!label) return undefined;
	const ofStage = log.filter(
		({ labels, text }) => isOfStage(labels, label.stage) && readKeyword(text) === readKeyword(step.text),
	);
	const isNumbered = ({ number, total }: LoggedStep) => number === label.number && total === label.total;
	const hasText = ({ text }: LoggedStep) => joinBlanks(text) === joinBlanks(step.text);
	const exact = ofStage.find((logged) => isNumbered(logged) && hasText(logged)) ?? ofStage.find(hasText);
	return exact ?? (isShownOtherwise(step.text) ? ofStage.find(isNumbered) : undefined);
}

/** Variables, quotes and heredocs look different in a log. */
function isShownOtherwise(text: string): boolean {
	return /[$"'\\]|<</.test(text);
}

/** A stage that is alone and has no name has no label. */
function isOfStage(labels: readonly string[], stage: string): boolean {
	return stage === '' ? !labels.some((word) => /^stage-\d+$/.test(word)) : labels.at(-1) === stage;
}

function readKeyword(text: string): string {
	return /^(?:ONBUILD )?\S+/.exec(text)?.[0] ?? '';
}

function joinBlanks(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
