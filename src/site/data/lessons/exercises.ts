import type { Exercise, Keep, Texts } from '#examples/exercises/exercise.ts';
import { judgeKept } from '#examples/exercises/judge.ts';
import type { Kept } from '#examples/exercises/kept.ts';
import { judgeServices } from '#examples/exercises/kept-services.ts';

/** What the page's script needs to know of an exercise. */
export interface ExerciseData {
	readonly broken: Texts;
	readonly context: Texts;
	readonly keep: Keep;
}

/** As JSON for a page: no text in it can end the element that it stands in. */
export function serializeExerciseData({ broken, context, manifest }: Exercise): string {
	const data: ExerciseData = { broken, context, keep: manifest.keep };
	return JSON.stringify(data).replace(/</g, '\\u003c');
}

/** What must be kept, and how far the broken files keep it. */
export function listRequirements({ broken, context, manifest }: Exercise): Kept[] {
	return judgeKept({ ...context, ...broken }, manifest.keep, judgeServices);
}
