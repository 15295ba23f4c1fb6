import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { BuildInput, Rebuild, RebuildSettings } from '../model.ts';
import { predictRebuild } from '../predict-rebuild.ts';
import { arrangeStage, moveInOrder } from './arrange.ts';
import { findOrderObstacle } from './compare-orders.ts';

export interface SuggestedOrder {
	readonly dockerfile: string;
	/** What the same edit runs again in that order. */
	readonly rebuild: Rebuild;
	/** The lines that move, as they are numbered now. */
	readonly moved: readonly number[];
}

/** Longer stages are left as they are, so that no file takes time beyond measure. */
const MOST_INSTRUCTIONS = 60;

/**
 * The order in which the same edit runs the fewest steps again, where the image is certain to be the same; `undefined` where
 * none is better. What is edited moves below what does not need it.
 */
export function suggestOrder(
	before: BuildInput,
	after: BuildInput,
	settings: RebuildSettings,
): SuggestedOrder | undefined {
	if (before.dockerfile !== after.dockerfile) return undefined;
	const now = predictRebuild(before, after, settings);
	const edited = new Set(now.edited.flatMap(({ readOn }) => readOn));
	const { text, moved } = sinkEdited(before, edited);
	if (moved.length === 0) return undefined;
	const rebuild = predictRebuild({ ...before, dockerfile: text }, { ...after, dockerfile: text }, settings);
	const isBetter = rebuild.refusals.length === 0 && countAgain(rebuild) < countAgain(now);
	return isBetter ? { dockerfile: text, rebuild, moved } : undefined;
}

/** A step that may run again counts as one that does. */
function countAgain({ steps }: Rebuild): number {
	return steps.filter(({ verdict }) => verdict === 'again' || verdict === 'unsure').length;
}

/** Moves every copy of what is edited as far down as it gains something, the lowest first. */
function sinkEdited(input: BuildInput, edited: ReadonlySet<number>): { text: string; moved: number[] } {
	let text = input.dockerfile;
	const moved: number[] = [];
	const { stages } = parseDockerfile(text).dockerfile;
	for (const stage of stages) {
		if (stage.instructions.length > MOST_INSTRUCTIONS) continue;
		let floor = stage.instructions.length;
		for (const [place, instruction] of [...stage.instructions.entries()].toReversed()) {
			if (!isCopy(instruction) || !edited.has(instruction.startLine)) continue;
			const sunk = sinkOne({ ...input, dockerfile: text }, stage.index, place, floor);
			if (sunk) {
				text = sunk.text;
				moved.unshift(instruction.startLine);
			}
			floor = sunk?.place ?? place;
		}
	}
	return { text, moved };
}

/** The lowest place that it can take below a step and above `floor`, where what is edited stands already. */
function sinkOne(
	input: BuildInput,
	stageIndex: number,
	place: number,
	floor: number,
): { text: string; place: number } | undefined {
	const { dockerfile } = parseDockerfile(input.dockerfile);
	const stage: Stage | undefined = dockerfile.stages[stageIndex];
	if (!stage) return undefined;
	for (let to = floor - 1; to > place; to--) {
		const passed = stage.instructions[to];
		if (!passed || !GAINS.has(passed.keyword)) continue;
		const text = arrangeStage(dockerfile, stage, moveInOrder(stage.instructions.length, place, to));
		if (findOrderObstacle(input, text) === undefined) return { text, place: to };
	}
	return undefined;
}

/** What is worth to be stood below of. */
const GAINS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

function isCopy({ keyword }: Instruction): boolean {
	return keyword === 'COPY' || keyword === 'ADD';
}
