import type { Evidence, Measurement } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { type Drawing, formatPercent, nameSide } from './drawing.ts';

interface Cell {
	readonly name: string;
	readonly x: string;
	readonly width: string;
	/** What stands in the box: `pulls`, `image A`. */
	readonly says: string;
	readonly ok: boolean;
	/** Which of several images it is, from 0; the same number is the same image. */
	readonly image?: number;
	readonly details: string;
}

export interface CellsDrawing extends Drawing {
	readonly kind: 'cells';
	readonly sides: readonly { readonly side: Side; readonly total: string; readonly cells: readonly Cell[] }[];
}

/** One box for each of several things that were tried or compared. Nothing where no measure lists such things. */
export function drawCells(evidence: Evidence): CellsDrawing | undefined {
	return drawOutcomes(evidence) ?? drawImages(evidence);
}

/** Which versions can still be pulled. */
function drawOutcomes(evidence: Evidence): CellsDrawing | undefined {
	return drawMeasure(
		evidence,
		'clean.versions-that-pull',
		'A box for each version that was pushed: whether another host can still pull it.',
		({ value }, named) => {
			const cells = named.map(({ name, text }) => {
				const ok = !/\b(?:error|EOF|refused|not found|denied)\b/i.test(text);
				return { name, says: ok ? 'pulls' : 'fails', ok, details: text };
			});
			// Were the words misread, the count would not agree, and nothing is drawn.
			return cells.filter(({ ok }) => ok).length === value ? cells : undefined;
		},
		(value, all) => `${value} of ${all} can be pulled`,
	);
}

/** Which environments run the same image. */
function drawImages(evidence: Evidence): CellsDrawing | undefined {
	return drawMeasure(
		evidence,
		'promote.digests',
		'A box for each environment. The same letter is the same image, byte for byte.',
		(_, named) => {
			const digests = [...new Set(named.map(({ text }) => text))];
			return named.map(({ name, text }) => {
				const image = digests.indexOf(text);
				return { name, says: `image ${'ABCDEFGH'[image] ?? image}`, ok: true, image, details: text };
			});
		},
		(value) => (value === 1 ? 'one image' : `${value} different images`),
	);
}

interface Named {
	readonly name: string;
	readonly text: string;
}

function drawMeasure(
	evidence: Evidence,
	measure: string,
	caption: string,
	read: (measured: Measurement, named: readonly Named[]) => readonly Omit<Cell, 'x' | 'width'>[] | undefined,
	total: (value: Measurement['value'], all: number) => string,
): CellsDrawing | undefined {
	const sides = SIDES.flatMap((side) => {
		const measured = evidence[side].measurements[measure];
		const cells = measured && read(measured, parseNamedDetails(measured));
		if (cells === undefined || cells.length === 0) return [];
		const width = formatPercent(1, cells.length);
		return [
			{
				side,
				total: total(measured?.value ?? 0, cells.length),
				cells: cells.map((cell, at) => ({ ...cell, x: formatPercent(at, cells.length), width })),
			},
		];
	});
	if (sides.length < SIDES.length) return undefined;
	return {
		kind: 'cells',
		caption,
		sides,
		table: {
			head: ['Side', 'Which', 'Outcome', 'Recorded'],
			rows: sides.flatMap(({ side, cells }) =>
				cells.map(({ name, says, details }) => [nameSide(side), name, says, details]),
			),
		},
	};
}

/** Details of the form `name: text`. */
function parseNamedDetails({ details = [] }: Measurement): Named[] {
	return details.flatMap((detail) => {
		const [, name, text] = /^([^:]+): (.+)$/.exec(detail) ?? [];
		return name === undefined || text === undefined ? [] : [{ name, text }];
	});
}
