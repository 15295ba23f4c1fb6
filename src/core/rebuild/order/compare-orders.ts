import type { Stage } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { BuildInput } from '../model.ts';
import { findObstacle } from './find-obstacle.ts';
import { listEffects, type StepEffect } from './step-effects.ts';

/**
 * Why an image may hold something else when the same instructions stand in the order of `later`; `undefined` where it is
 * certain that it does not.
 */
export function findOrderObstacle(
	{ dockerfile: text, context }: BuildInput,
	later: string,
): string | undefined {
	const before = parseDockerfile(text).dockerfile;
	const after = parseDockerfile(later).dockerfile;
	if (before.stages.length !== after.stages.length) return 'These are not the same instructions.';
	for (const [index, stage] of before.stages.entries()) {
		const places = findPlaces(stage, after.stages[index] ?? stage);
		if (!places) return 'These are not the same instructions.';
		const obstacle = findTurnedObstacle(listEffects(stage, before, context), places);
		if (obstacle !== undefined) return obstacle;
	}
	return undefined;
}

/** For each instruction of a stage its place in the other order; `undefined` where it is not there. */
function findPlaces(stage: Stage, later: Stage): number[] | undefined {
	const write = ({ keyword, flags, body, heredocs }: Stage['instructions'][number]) =>
		JSON.stringify([
			keyword,
			flags.map(({ text }) => text),
			body.text,
			heredocs.map(({ content }) => content),
		]);
	const waiting = later.instructions.map(write);
	const places = stage.instructions.map((instruction) => {
		const place = waiting.indexOf(write(instruction));
		if (place !== -1) waiting[place] = '';
		return place;
	});
	const isWhole = later.instructions.length === places.length && !places.includes(-1);
	return isWhole && write(stage.from) === write(later.from) ? places : undefined;
}

/** Every two that change places have to be free to do so, whatever stands between them. */
function findTurnedObstacle(effects: readonly StepEffect[], places: readonly number[]): string | undefined {
	for (const [first, effect] of effects.entries()) {
		for (const [second, other] of effects.entries()) {
			if (second <= first || (places[first] ?? 0) < (places[second] ?? 0)) continue;
			const obstacle = findObstacle(effect, other, listMadeFolders(effects.slice(0, first)));
			if (obstacle !== undefined) return obstacle;
		}
	}
	return undefined;
}

/** The working directories that are set above an instruction: where one of them moves, that is an obstacle by itself. */
function listMadeFolders(above: readonly StepEffect[]): string[] {
	return above.flatMap(({ instruction, touched = [] }) => (instruction.keyword === 'WORKDIR' ? touched : []));
}
