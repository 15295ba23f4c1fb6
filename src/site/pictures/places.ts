import type { Evidence, SideEvidence } from '#examples/evidence/evidence.ts';
import { SIDES, type Side } from '#examples/manifest.ts';
import { type Drawing, formatPercent, nameSide } from './drawing.ts';

interface SearchedPlace {
	readonly name: string;
	readonly isFound: boolean;
	readonly details: readonly string[];
}

export interface PlacesDrawing extends Drawing {
	readonly kind: 'places';
	readonly sides: readonly {
		readonly side: Side;
		readonly total: string;
		readonly places: readonly SearchedPlace[];
		/** The image's layers, oldest first; empty where no image was searched. */
		readonly layers: readonly {
			readonly x: string;
			readonly width: string;
			readonly number: number;
			readonly isFound: boolean;
		}[];
	}[];
}

/** The places that are searched for a secret, and the measure that says whether it was there. */
const PLACES: readonly { readonly measure: string; readonly name: string }[] = [
	{ measure: 'find-secret.in-layers', name: 'layers' },
	{ measure: 'find-secret.in-history', name: 'history of the build' },
	{ measure: 'find-secret.in-configuration', name: 'configuration' },
	{ measure: 'find-secret.in-provenance', name: 'provenance' },
	{ measure: 'recover-from-history.recovered', name: 'git history in the image' },
	{ measure: 'environment.given-away', name: 'environment of the other container' },
];

/** Where a secret was found on each side. Nothing where it was found on neither or was not looked for. */
export function drawPlaces(evidence: Evidence): PlacesDrawing | undefined {
	const placesBySide = SIDES.map((side) => ({
		side,
		places: listPlaces(evidence[side]),
		layers: listSearchedLayers(evidence[side]),
	}));
	if (!placesBySide.some(({ places }) => places.some(({ isFound }) => isFound))) return undefined;
	return {
		kind: 'places',
		caption: `Where the secret was looked for. Filled and marked with a cross: found there.${placesBySide.some(({ layers }) => layers.length > 0) ? ' The small boxes are the layers of the image, the oldest first.' : ''}`,
		sides: placesBySide.map(({ side, places, layers }) => ({
			side,
			places,
			layers,
			total: describeTotal(places),
		})),
		table: {
			head: ['Side', 'Place', 'Found', 'Where'],
			rows: placesBySide.flatMap(({ side, places }) =>
				places.map(({ name, isFound, details }) => [
					nameSide(side),
					name,
					isFound ? 'yes' : 'no',
					details.join('; '),
				]),
			),
		},
	};
}

function listPlaces({ measurements }: SideEvidence): SearchedPlace[] {
	return PLACES.flatMap(({ measure, name }) => {
		const measured = measurements[measure];
		if (measured === undefined) return [];
		const isFound = measured.value === true;
		return [{ name, isFound, details: isFound ? (measured.details ?? []) : [] }];
	});
}

function listSearchedLayers({
	measurements,
	layers,
}: SideEvidence): PlacesDrawing['sides'][number]['layers'] {
	const searched = measurements['find-secret.in-layers'];
	if (searched === undefined) return [];
	const holding = new Set(
		(searched.details ?? []).map((detail) => Number(/^layer (\d+) of /.exec(detail)?.[1])),
	);
	return layers.map((_, at) => ({
		x: formatPercent(at, layers.length),
		width: formatPercent(1, layers.length),
		number: at + 1,
		isFound: holding.has(at + 1),
	}));
}

function describeTotal(places: readonly SearchedPlace[]): string {
	const found = places.filter(({ isFound }) => isFound).map(({ name }) => name);
	return found.length === 0 ? 'found nowhere' : `found in: ${found.join(', ')}`;
}
