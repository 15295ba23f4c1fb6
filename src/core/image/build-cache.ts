import type { Instruction, Stage } from '../dockerfile/model.ts';
import type { DockerfileFacts } from './facts.ts';
import { resolvePath } from './paths.ts';
import { listLineage } from './runs.ts';

/** The paths that stages copy out of each stage or of one on top of it; `undefined` among them for what is not known. */
type TakenPaths = ReadonlyMap<Stage, ReadonlySet<string | undefined>>;

/**
 * A test that is true for a file that the build stores in its cache and not in the image: the stage is built and does not
 * ship, and no stage copies the file out of it, or may do so. A stage that nobody needs may be built for itself one day.
 */
export function makeBuildCacheTest(
	facts: DockerfileFacts,
): (instruction: Instruction, path: string | undefined) => boolean {
	const { stages, neededStages } = facts;
	let takenPaths: TakenPaths | undefined;
	return (instruction, path) => {
		const stage = stages.stageOf(instruction);
		if (!stage || path === undefined || stages.isInFinalImage(stage) || !neededStages.has(stage))
			return false;
		takenPaths ??= collectTakenPaths(facts);
		const taken = takenPaths.get(stage);
		return !taken || !(taken.has(undefined) || listFoldersAbove(path).some((folder) => taken.has(folder)));
	};
}

function collectTakenPaths(facts: DockerfileFacts): TakenPaths {
	const taken = new Map<Stage, Set<string | undefined>>();
	for (const copy of facts.select('COPY')) {
		const source = facts.findSourceStage(copy);
		for (const stage of source ? listLineage(source, facts.stages) : []) {
			const paths = taken.get(stage) ?? new Set();
			taken.set(stage, paths);
			for (const { value } of facts.readCopy(copy).sources) paths.add(findFixedFolder(value));
		}
	}
	return taken;
}

/** What a source names up to its first pattern. */
function findFixedFolder(source: string | undefined): string | undefined {
	const fixed = source?.replace(/[^/]*[*?[].*$/, '');
	return fixed === undefined ? undefined : resolvePath(fixed || '/', '/');
}

/** The path itself, and each folder that it is in up to the root. */
function listFoldersAbove(path: string): string[] {
	const parts = path.split('/').slice(1);
	return ['/', ...parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)];
}
