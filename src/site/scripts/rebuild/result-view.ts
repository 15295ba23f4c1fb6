import { formatBytes } from '../../data/examples/measurements.ts';
import { compareOrderWords, describeSuggestion, summarize } from '../../rebuild/describe-rebuild.ts';
import type { RebuildState } from '../../rebuild/rebuild-state.ts';
import { LONGEST_WORK } from '../ask-worker.ts';
import { makeElement, renderSentence } from '../workbench/elements.ts';
import { resolveRuleAddress } from '../workbench/rule-address.ts';
import type { WorkedOut } from './rebuild-request.ts';
import { renderStages } from './steps-view.ts';

/** The parts of the page that what was worked out goes into. */
export interface ResultView {
	readonly summary: HTMLElement;
	readonly stages: HTMLElement;
	readonly order: HTMLElement;
	readonly notes: HTMLElement;
}

export const TOO_SLOW = `This took longer than ${LONGEST_WORK / 1000} seconds and was stopped. The command line works it out: drydock rebuild.`;

export function showResult(view: ResultView, state: RebuildState, result: WorkedOut): void {
	const isEmpty = state.dockerfile.trim() === '';
	view.summary.textContent = isEmpty ? 'Nothing to work out yet.' : describeResult(state, result);
	view.stages.replaceChildren(...(isEmpty ? [] : renderStages(result.report)));
	view.notes.replaceChildren(...(isEmpty ? [] : listNotes(result)));
	view.order.replaceChildren(...(isEmpty || result.refusals.length > 0 ? [] : describeOrder(result)));
}

function describeResult(state: RebuildState, { refusals, report, sentBytes }: WorkedOut): string {
	if (refusals.length > 0) return `The engine refuses this file: ${refusals.join('; ')}.`;
	const isUnedited = state.edits.size === 0 && state.editedDockerfile === '';
	const said = isUnedited ? `Press a file to edit it. ${summarize(report)}` : summarize(report);
	return sentBytes === undefined ? said : `${said} That build was sent ${formatBytes(sentBytes)} of files.`;
}

function listNotes({ notes, missing }: WorkedOut): HTMLElement[] {
	const sentences = notes.map((note) => makeElement('p', {}, ...renderSentence(note)));
	if (missing.length === 0) return sentences;
	const words = `The Dockerfile copies what is not among the files: \`${missing.slice(0, 5).join('`, `')}\`.`;
	return [
		...sentences,
		makeElement('p', {}, ...renderSentence(words), ' ', makeButton('add-missing', 'Add to the files')),
	];
}

function describeOrder({ first, suggestion, report }: WorkedOut): HTMLElement[] {
	const parts: HTMLElement[] = [];
	if (first)
		parts.push(
			makeElement(
				'p',
				{},
				compareOrderWords(first.report, report),
				' ',
				...renderSentence(describeSameness(first.obstacle)),
			),
			makeElement('p', {}, makeButton('first-order', 'Back to the first order')),
		);
	if (suggestion)
		parts.push(
			makeElement('p', {}, describeSuggestion(suggestion.moved, suggestion.report.steps)),
			makeElement('pre', { class: 'rebuild-suggested', tabindex: '0' }, suggestion.dockerfile),
			makeElement('p', {}, makeButton('take-order', 'Take this order')),
		);
	else if (report.steps.filter(({ verdict }) => verdict === 'again').length > 1)
		parts.push(
			makeElement(
				'p',
				{},
				'No other order is certain to give the same image and run fewer steps. Copying only what an install reads, before it, often helps: ',
				makeElement('a', { href: resolveRuleAddress('copy-before-install') }, 'copy-before-install'),
				'.',
			),
		);
	return parts;
}

function describeSameness(obstacle: string | undefined): string {
	return obstacle === undefined
		? 'The image stays the same.'
		: `Whether the image stays the same is not certain. ${obstacle}`;
}

function makeButton(does: string, words: string): HTMLElement {
	return makeElement('button', { type: 'button', class: 'workbench-button', 'data-do': does }, words);
}
