import { chart, HEIGHT, WIDTH } from '../../costs/chart.ts';
import { dearerFrom, dollars, type Scenario } from '../../costs/words.ts';
import { bytesInWords } from '../../data/measurements.ts';
import { html, svg } from './elements.ts';

/** The figure that `drawChart` fills. */
export function chartFigure(): HTMLElement {
	const drawing = svg('svg', {
		viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
		role: 'img',
		'aria-label': 'Bytes stored over the weeks; the table below has the numbers',
	});
	return html(
		'figure',
		{ class: 'costs-chart' },
		drawing,
		html('figcaption', {}, 'Bytes stored, week by week.'),
	);
}

/** One line for each way to keep images, in the order of the table. */
export function drawChart(figure: HTMLElement, all: readonly Scenario[]): void {
	const { paths, x, y, left, right, bottom } = chart(
		all.map(({ result }) => result.stored),
		bytesInWords,
	);
	const marks = svg('g', { class: 'marks' });
	for (const { at, text } of y) {
		marks.append(svg('line', { x1: left, x2: right, y1: at, y2: at }));
		marks.append(svg('text', { x: left - 8, y: at, dy: '0.32em', 'text-anchor': 'end' }, text));
	}
	for (const { at, text } of x)
		marks.append(svg('text', { x: at, y: bottom + 22, 'text-anchor': 'middle' }, text));
	const lines = paths.map((d, at) => svg('path', { d, class: `series s${at}` }));
	figure.querySelector('svg')?.replaceChildren(marks, ...lines);
}

/** The rows of the table, each with the line that stands for it in the chart. */
export function drawRows(body: Element, all: readonly Scenario[]): void {
	const rows = all.map(({ name, result }, at) => {
		const key = svg('svg', { class: 'key', viewBox: '0 0 24 8', 'aria-hidden': 'true' });
		key.append(svg('path', { class: `series s${at}`, d: 'M0 4h24' }));
		const cells = [
			bytesInWords(result.stored.at(-1) ?? 0),
			dollars(result.lastMonthDollars),
			dollars(result.totalDollars),
			dearerFrom(result),
		];
		const head = html('th', { scope: 'row' }, key, ` ${name}`);
		return html('tr', {}, head, ...cells.map((text) => html('td', {}, text)));
	});
	body.replaceChildren(...rows);
}
