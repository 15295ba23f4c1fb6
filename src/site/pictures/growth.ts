import type { Evidence } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { formatBytes } from '../data/examples/measurements.ts';
import { type Drawing, nameSide } from './drawing.ts';

export interface GrowthDrawing extends Drawing {
	readonly kind: 'growth';
	readonly pushes: number;
	readonly sides: readonly {
		readonly side: Side;
		readonly first: string;
		readonly last: string;
		readonly each: string;
		/** Steps in a box as wide as there are pushes and 100 high. */
		readonly path: string;
	}[];
}

/** What is stored after each of many pushes, both sides on one scale. Nothing where pushes were not repeated. */
export function drawGrowth(evidence: Evidence): GrowthDrawing | undefined {
	const growthBySide = SIDES.flatMap((side) => {
		const { measurements } = evidence[side];
		const each = measurements['push.bytes-per-push'];
		const first = measurements['push.first-push-bytes']?.value;
		if (each?.runs === undefined || each.runs.length < 3 || typeof first !== 'number') return [];
		return [{ side, each: Number(each.value), stored: computeRunningSums(first, each.runs) }];
	});
	if (growthBySide.length < SIDES.length) return undefined;
	const maximumBytes = Math.max(...growthBySide.flatMap(({ stored }) => stored));
	const pushes = Math.max(...growthBySide.map(({ stored }) => stored.length));
	return {
		kind: 'growth',
		caption:
			'Bytes stored in the registry after each push, from the left to the right; both versions on one scale from zero.',
		pushes,
		sides: growthBySide.map(({ side, each, stored }) => ({
			side,
			first: formatBytes(stored[0] ?? 0),
			last: formatBytes(stored.at(-1) ?? 0),
			each: formatBytes(each),
			path: drawStepsPath(stored, maximumBytes),
		})),
		table: {
			head: ['After push', ...growthBySide.map(({ side }) => nameSide(side))],
			rows: Array.from({ length: pushes }, (_, at) => [
				String(at + 1),
				...growthBySide.map(({ stored }) => formatBytes(stored[at] ?? 0)),
			]),
		},
	};
}

/** The sums from the first on. */
function computeRunningSums(first: number, more: readonly number[]): number[] {
	const sums = [first];
	for (const one of more) sums.push((sums.at(-1) ?? 0) + one);
	return sums;
}

export function drawStepsPath(values: readonly number[], maximumValue: number): string {
	const computeHeight = (value: number) => Number((100 - (value / maximumValue) * 100).toFixed(1));
	return `M0 100${values.map((value) => `V${computeHeight(value)}h1`).join('')}V100Z`;
}
