import type { Evidence } from '#examples/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { bytesInWords } from '../data/measurements.ts';
import { type Drawing, sideName } from './drawing.ts';

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
export function growthDrawing(evidence: Evidence): GrowthDrawing | undefined {
	const found = SIDES.flatMap((side) => {
		const { measurements } = evidence[side];
		const each = measurements['push.bytes-per-push'];
		const first = measurements['push.first-push-bytes']?.value;
		if (each?.runs === undefined || each.runs.length < 3 || typeof first !== 'number') return [];
		return [{ side, each: Number(each.value), stored: added(first, each.runs) }];
	});
	if (found.length < SIDES.length) return undefined;
	const most = Math.max(...found.flatMap(({ stored }) => stored));
	const pushes = Math.max(...found.map(({ stored }) => stored.length));
	return {
		kind: 'growth',
		caption:
			'Bytes stored in the registry after each push, from the left to the right; both sides on one scale from zero.',
		pushes,
		sides: found.map(({ side, each, stored }) => ({
			side,
			first: bytesInWords(stored[0] ?? 0),
			last: bytesInWords(stored.at(-1) ?? 0),
			each: bytesInWords(each),
			path: stepsPath(stored, most),
		})),
		table: {
			head: ['After push', ...found.map(({ side }) => sideName(side))],
			rows: Array.from({ length: pushes }, (_, at) => [
				String(at + 1),
				...found.map(({ stored }) => bytesInWords(stored[at] ?? 0)),
			]),
		},
	};
}

/** The sums from the first on. */
function added(first: number, more: readonly number[]): number[] {
	const sums = [first];
	for (const one of more) sums.push((sums.at(-1) ?? 0) + one);
	return sums;
}

export function stepsPath(values: readonly number[], most: number): string {
	const height = (value: number) => Number((100 - (value / most) * 100).toFixed(1));
	return `M0 100${values.map((value) => `V${height(value)}h1`).join('')}V100Z`;
}
