import type { Example } from '#examples/example.ts';
import { type CellsDrawing, cellsDrawing } from './cells.ts';
import { type GrowthDrawing, growthDrawing } from './growth.ts';
import { type LayersDrawing, layersDiffer, layersDrawing } from './layers.ts';
import { type NumbersDrawing, numbersDrawing } from './numbers.ts';
import { type PathsDrawing, pathsDrawing } from './paths.ts';
import { type PhasesDrawing, phasesDrawing } from './phases.ts';
import { type PlacesDrawing, placesDrawing } from './places.ts';
import { countsRequests, marksOf, type StripsDrawing, stripsDrawing } from './strips.ts';

export type AnyDrawing =
	| CellsDrawing
	| GrowthDrawing
	| LayersDrawing
	| NumbersDrawing
	| PathsDrawing
	| PhasesDrawing
	| PlacesDrawing
	| StripsDrawing;

/**
 * The pictures that carry an example's lesson, by what its evidence holds: ways and time lines, repeated pushes, places
 * of a secret, things compared one by one, layers that differ. Where there is none of it, the claims whose numbers differ.
 */
export function drawingsOf({ evidence, manifest }: Pick<Example, 'evidence' | 'manifest'>): AnyDrawing[] {
	if (evidence === undefined) return [];
	const drawn = [
		pathsDrawing(evidence),
		...timelineDrawings(evidence),
		growthDrawing(evidence),
		placesDrawing(evidence),
		cellsDrawing(evidence),
		layersDiffer(evidence) ? layersDrawing(evidence) : undefined,
	].filter((one) => one !== undefined);
	if (drawn.length > 0) return drawn;
	return [numbersDrawing(evidence, manifest) ?? layersDrawing(evidence)].filter((one) => one !== undefined);
}

type Known = NonNullable<Example['evidence']>;

/** A start is drawn only where nothing else happens while requests are sent: then it is what was studied. */
function timelineDrawings(evidence: Known): (StripsDrawing | PhasesDrawing | undefined)[] {
	const { timelines } = evidence.before;
	const names = Object.keys(timelines).filter((name) => name !== 'steps');
	const somethingHappens = names.some((name) => {
		const events = timelines[name] ?? [];
		return countsRequests(events) && marksOf(events).length > 0;
	});
	return names
		.filter((name) => !(name === 'start' && somethingHappens))
		.map((name) =>
			countsRequests(timelines[name] ?? []) ? stripsDrawing(evidence, name) : phasesDrawing(evidence, name),
		);
}
