import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

export const WIDTH = 640;
export const HEIGHT = 260;
const LEFT = 88;
const BOTTOM = 36;
const TOP = 14;
const RIGHT = 12;

export interface Tick {
	/** In the chart's own units. */
	readonly at: number;
	readonly text: string;
}

export interface Chart {
	/** One path for each series, in their order. */
	readonly paths: readonly string[];
	readonly x: readonly Tick[];
	readonly y: readonly Tick[];
	readonly left: number;
	readonly right: number;
	readonly bottom: number;
}

/** Lines of stored bytes over weeks, on one scale. `bytesInWords` writes the marks of the scale. */
export function drawCostChart(
	series: readonly (readonly number[])[],
	bytesInWords: (bytes: number) => string,
): Chart {
	const weeks = Math.max(1, ...series.map(({ length }) => length - 1));
	const maximumBytes = Math.max(1, ...series.flat());
	const x = scaleLinear([0, weeks], [LEFT, WIDTH - RIGHT]);
	const y = scaleLinear([0, maximumBytes], [HEIGHT - BOTTOM, TOP]).nice(4);
	const draw = line<number>(
		(_, week) => x(week),
		(bytes) => y(bytes),
	);
	return {
		paths: series.map((stored) => draw([...stored]) ?? ''),
		x: x.ticks(6).map((week) => ({ at: x(week), text: week === 0 ? 'week 0' : String(week) })),
		y: y.ticks(4).map((bytes) => ({ at: y(bytes), text: bytesInWords(bytes) })),
		left: LEFT,
		right: WIDTH - RIGHT,
		bottom: HEIGHT - BOTTOM,
	};
}
