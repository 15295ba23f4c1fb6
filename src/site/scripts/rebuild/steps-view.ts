import type { RebuildReport } from '#core/rebuild/rebuild-report.ts';
import { formatDuration } from '#core/rebuild/words/rebuild-words.ts';
import { groupSteps, type ShownStage, type ShownStep, VERDICTS } from '../../rebuild/describe-rebuild.ts';
import { makeElement, renderSentence } from '../workbench/elements.ts';

/** The steps as `src/site/components/rebuild/Steps.astro` writes them, each with its buttons to be moved. */
export function renderStages({ steps }: RebuildReport): HTMLElement[] {
	return groupSteps(steps).map(renderStage);
}

function renderStage({ name, steps }: ShownStage): HTMLElement {
	return makeElement(
		'section',
		{ class: 'rebuild-stage' },
		makeElement('h3', {}, name),
		makeElement('ol', { class: 'rebuild-steps' }, ...steps.map(renderStep)),
	);
}

function renderStep({ line, text, verdict, seconds, reason }: ShownStep): HTMLElement {
	const { sign, words } = VERDICTS[verdict];
	return makeElement(
		'li',
		{ class: `is-${verdict}` },
		makeElement(
			'p',
			{ class: 'rebuild-verdict' },
			makeElement('span', { 'aria-hidden': 'true' }, sign),
			` ${words}`,
			...(seconds === undefined
				? []
				: [makeElement('span', { class: 'rebuild-time' }, ` ${formatDuration(seconds)}`)]),
		),
		makeElement(
			'p',
			{ class: 'rebuild-line' },
			makeElement('span', { class: 'rebuild-number' }, `${line}`),
			' ',
			makeElement('code', {}, text),
		),
		...(reason === '' ? [] : [makeElement('p', { class: 'rebuild-why' }, ...renderSentence(reason))]),
		...(text.startsWith('ONBUILD') ? [] : [renderMoves(line)]),
	);
}

function renderMoves(line: number): HTMLElement {
	const makeMove = (direction: 'up' | 'down', sign: string) =>
		makeElement(
			'button',
			{
				type: 'button',
				class: 'rebuild-move',
				'data-do': direction,
				'data-line': `${line}`,
				'aria-label': `Move line ${line} ${direction}`,
			},
			sign,
		);
	return makeElement('p', { class: 'rebuild-moves' }, makeMove('up', '↑'), ' ', makeMove('down', '↓'));
}
