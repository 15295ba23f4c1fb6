import { drawCostChart } from '../../costs/chart.ts';
import { formatDearerMonth, formatDollars, type Scenario } from '../../costs/words.ts';
import { formatBytes } from '../../data/examples/measurements.ts';
import { makeHtmlElement, makeSvgElement } from './elements.ts';

/** One line for each way to keep images, in the order of the table. */
export function drawChart(figure: HTMLElement, all: readonly Scenario[]): void {
	const { paths, x, y, left, right, bottom } = drawCostChart(
		all.map(({ result }) => result.stored),
		formatBytes,
	);
	const marks = makeSvgElement('g', { class: 'marks' });
	for (const { at, text } of y) {
		marks.append(makeSvgElement('line', { x1: left, x2: right, y1: at, y2: at }));
		marks.append(makeSvgElement('text', { x: left - 8, y: at, dy: '0.32em', 'text-anchor': 'end' }, text));
	}
	for (const { at, text } of x)
		marks.append(makeSvgElement('text', { x: at, y: bottom + 22, 'text-anchor': 'middle' }, text));
	const lines = paths.map((d, at) => makeSvgElement('path', { d, class: `series s${at}` }));
	figure.querySelector('svg')?.replaceChildren(marks, ...lines);
}

/** The rows of the table, each with the line that stands for it in the chart. */
export function drawRows(body: Element, all: readonly Scenario[]): void {
	const rows = all.map(({ name, result }, at) => {
		const key = makeSvgElement('svg', { class: 'key', viewBox: '0 0 24 8', 'aria-hidden': 'true' });
		key.append(makeSvgElement('path', { class: `series s${at}`, d: 'M0 4h24' }));
		const cells = [
			formatBytes(result.stored.at(-1) ?? 0),
			formatDollars(result.lastMonthDollars),
			formatDollars(result.totalDollars),
			formatDearerMonth(result),
		];
		const head = makeHtmlElement('th', { scope: 'row' }, key, ` ${name}`);
		return makeHtmlElement('tr', {}, head, ...cells.map((text) => makeHtmlElement('td', {}, text)));
	});
	body.replaceChildren(...rows);
}
