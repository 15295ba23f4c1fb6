import { findKnownBase } from '../knowledge/known-bases.ts';
import { measureEditDistance } from '../source/edit-distance.ts';
import type { DockerfileFacts } from './facts.ts';
import type { PulledImage } from './pulled-images.ts';

/** More stages than any hand writes are not compared. */
const MOST_STAGES = 100;

/** The earlier stage that a name was probably meant for: one letter or two are others. `undefined` for what is an image for sure. */
export function findSimilarStage(
	{ image, instruction, stage }: PulledImage,
	facts: DockerfileFacts,
): string | undefined {
	if (instruction.keyword === 'FROM' || /[:@/]/.test(image) || findKnownBase(image, undefined, undefined))
		return undefined;
	const name = image.toLowerCase();
	// Of one or two letters, one letter is all.
	const mostEdits = name.length < 3 ? 0 : name.length <= 4 ? 1 : 2;
	const names = facts.stages.stages
		.slice(Math.max(0, stage.index - MOST_STAGES), stage.index)
		.flatMap((one) => one.name?.text ?? []);
	return names.find((other) => {
		const distance = measureEditDistance(name, other.toLowerCase(), { limit: mostEdits, isSwapOne: true });
		return distance > 0 && distance <= mostEdits;
	});
}
