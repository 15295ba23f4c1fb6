import type { Example } from '#examples/example.ts';
import { type CellsDrawing, drawCells } from './cells.ts';
import { drawGrowth, type GrowthDrawing } from './growth.ts';
import { drawLayers, hasDifferentLayers, type LayersDrawing } from './layers.ts';
import { drawNumbers, type NumbersDrawing } from './numbers.ts';
import { drawPaths, type PathsDrawing } from './paths.ts';
import { drawPhases, type PhasesDrawing } from './phases.ts';
import { drawPlaces, type PlacesDrawing } from './places.ts';
import { drawStrips, hasRequestCounts, listMarks, type StripsDrawing } from './strips.ts';

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
export function chooseDrawings({ evidence, manifest }: Pick<Example, 'evidence' | 'manifest'>): AnyDrawing[] {
	if (evidence === undefined) return [];
	const drawn = [
		drawPaths(evidence),
		...drawTimelines(evidence),
		drawGrowth(evidence),
		drawPlaces(evidence),
		drawCells(evidence),
		hasDifferentLayers(evidence) ? drawLayers(evidence) : undefined,
	].filter((one) => one !== undefined);
	if (drawn.length > 0) return drawn;
	return [drawNumbers(evidence, manifest) ?? drawLayers(evidence)].filter((one) => one !== undefined);
}

type Known = NonNullable<Example['evidence']>;

/** A start is drawn only where nothing else happens while requests are sent: then it is what was studied. */
function drawTimelines(evidence: Known): (StripsDrawing | PhasesDrawing | undefined)[] {
	const { timelines } = evidence.before;
	const names = Object.keys(timelines).filter((name) => name !== 'steps');
	const somethingHappens = names.some((name) => {
		const events = timelines[name] ?? [];
		return hasRequestCounts(events) && listMarks(events).length > 0;
	});
	return names
		.filter((name) => !(name === 'start' && somethingHappens))
		.map((name) =>
			hasRequestCounts(timelines[name] ?? []) ? drawStrips(evidence, name) : drawPhases(evidence, name),
		);
}
