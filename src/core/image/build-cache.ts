import type { Instruction, Stage } from '../dockerfile/model.ts';
import type { DockerfileFacts } from './facts.ts';
import { isWithin, resolvePath } from './paths.ts';
import { listLineage } from './runs.ts';

/**
 * True for a file that the build stores in its cache and not in the image: the stage is built and does not ship, and no
 * stage copies the file out of it, or may do so. A stage that nobody needs may be built for itself one day.
 */
export function isOnlyInBuildCache(
	instruction: Instruction,
	path: string | undefined,
	facts: DockerfileFacts,
): boolean {
	const { stages, neededStages } = facts;
	const stage = stages.stageOf(instruction);
	if (!stage || path === undefined || stages.isInFinalImage(stage) || !neededStages.has(stage)) return false;
	return !facts.select('COPY').some((copy) => mayCopyOut(copy, stage, path, facts));
}

function mayCopyOut(copy: Instruction, stage: Stage, path: string, facts: DockerfileFacts): boolean {
	const { stages } = facts;
	const from = copy.flags.find(({ name }) => name === 'from')?.value?.text;
	const at = stages.stageOf(copy);
	const source = from && at ? stages.resolve(from, at) : undefined;
	if (!source || !listLineage(source, stages).includes(stage)) return false;
	return facts.readCopy(copy).sources.some(({ value }) => {
		const fixed = value?.replace(/[^/]*[*?[].*$/, '');
		const taken = fixed === undefined ? undefined : resolvePath(fixed || '/', '/');
		return taken === undefined || isWithin(path, taken);
	});
}
