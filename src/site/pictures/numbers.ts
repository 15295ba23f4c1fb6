import type { Evidence, Measurement } from '#examples/evidence/evidence.ts';
import { type Manifest, SIDES, type Side } from '#examples/manifest.ts';
import { formatMeasurement } from '../data/examples/measurements.ts';
import { type Drawing, formatVisiblePercent, nameSide } from './drawing.ts';

/** Up to so many things are drawn one by one. */
const COUNTED = 12;

interface Amount {
	readonly side: Side;
	readonly words: string;
	/** So many boxes, or one bar as wide as `width`. */
	readonly boxes?: number;
	readonly width?: string;
}

export interface NumbersDrawing extends Drawing {
	readonly kind: 'numbers';
	readonly claims: readonly { readonly says: string; readonly amounts: readonly Amount[] }[];
}

/** Each claim whose numbers differ, side against side. Nothing where none does. */
export function drawNumbers(evidence: Evidence, { run }: Pick<Manifest, 'run'>): NumbersDrawing | undefined {
	const claims = run.claims.flatMap(({ says, measure }) => {
		const pair = SIDES.map((side) => ({ side, measured: evidence[side].measurements[measure] }));
		const largestSize = Math.max(...pair.map(({ measured }) => measureSize(measured)));
		const [before, after] = pair;
		if (before?.measured?.value === after?.measured?.value || Number.isNaN(largestSize) || largestSize <= 0)
			return [];
		return [{ says, amounts: pair.map(({ side, measured }) => drawAmount(side, measured, largestSize)) }];
	});
	if (claims.length === 0) return undefined;
	return {
		kind: 'numbers',
		caption:
			'The measures in which the sides differ. A filled box is one, or a yes; an empty one is none, or a no.',
		claims,
		table: {
			head: ['Measure', ...SIDES.map(nameSide)],
			rows: claims.map(({ says, amounts }) => [
				says.replaceAll('`', ''),
				...amounts.map(({ words }) => words),
			]),
		},
	};
}

function drawAmount(side: Side, measured: Measurement | undefined, largestSize: number): Amount {
	if (measured === undefined) return { side, words: 'not measured', boxes: 0 };
	const words = formatMeasurement(measured);
	const size = measureSize(measured);
	const isCounted = measured.unit === 'boolean' || (measured.unit === 'count' && largestSize <= COUNTED);
	return isCounted
		? { side, words, boxes: size }
		: { side, words, width: formatVisiblePercent(size, largestSize) };
}

/** Not a number where it is a text. */
function measureSize(measured: Measurement | undefined): number {
	if (measured === undefined) return 0;
	return typeof measured.value === 'string' ? Number.NaN : Number(measured.value);
}
