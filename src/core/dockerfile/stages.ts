import { findFirstIndex } from '../source/first-from.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { type GlobalArgs, resolveGlobalArgs } from './variables/global-args.ts';
import { substitute } from './variables/substitution.ts';

/** Who builds on whom. */
export interface StageGraph {
	readonly stages: readonly Stage[];
	/** The stage that the image comes from: the last one, or the target of the build; missing where that is not known. */
	readonly final?: Stage | undefined;
	/** The earlier stage that this one starts from, also where a variable names it; `undefined` where it starts from an image. */
	parentOf(stage: Stage): Stage | undefined;
	/** The stage an instruction stands in; `undefined` before the first `FROM`. An `ONBUILD`'s trigger stands where the `ONBUILD` does. */
	stageOf(instruction: Instruction): Stage | undefined;
	/** True where an image is built from this stage's own file system: the final stage and the earlier stages that it is `FROM`. */
	isInFinalImage(stage: Stage): boolean;
	/** The stage that `COPY --from`, `RUN --mount=from=` or `FROM` names (by name or by number), seen from `at`; `undefined` where it is an image. */
	resolve(name: string, at: Stage): Stage | undefined;
	/** True for a name that the build gives a context of its own: what stands behind it is not known here. */
	isNamedContext(name: string): boolean;
}

/** Reads off who builds on whom. A name means the last earlier stage that has it, so a cycle cannot come from `FROM`. */
export function makeStageGraph(dockerfile: Dockerfile): StageGraph {
	const { stages } = dockerfile;
	const globals = resolveGlobalArgs(dockerfile);
	/** In the order of the stages. */
	const parents: (Stage | undefined)[] = [];
	const byName = new Map<string, Stage[]>();
	const contexts = new Set(dockerfile.inputs?.contexts.map(normaliseContextName));
	const isNamedContext = (name: string) => contexts.size > 0 && contexts.has(normaliseContextName(name));
	for (const stage of stages) {
		const base = resolveBaseName(stage, dockerfile, globals);
		parents.push(isNamedContext(base) ? undefined : byName.get(base)?.at(-1));
		const name = stage.name?.text.toLowerCase();
		if (name === undefined) continue;
		const same = byName.get(name);
		if (same) same.push(stage);
		else byName.set(name, [stage]);
	}
	const final = findTarget(stages, dockerfile.inputs?.target);
	const inFinalImage = new Set<Stage>();
	const shipped = dockerfile.inputs?.makesImage === false ? undefined : final;
	for (let stage = shipped; stage; stage = parents[stage.index]) inFinalImage.add(stage);

	return {
		stages,
		final,
		parentOf: (stage) => parents[stage.index],
		stageOf: (instruction) => findEnclosingStage(stages, instruction.span.start),
		isInFinalImage: (stage) => inFinalImage.has(stage),
		resolve: (name, at) =>
			isNamedContext(name)
				? undefined
				: (findLastBefore(byName.get(name.toLowerCase()), at) ?? findNumberedStage(stages, name, at)),
		isNamedContext,
	};
}

/** By its name, the last one where several have it, or by its number. */
function findTarget(stages: readonly Stage[], target: string | null | undefined): Stage | undefined {
	if (target === undefined || target === '') return stages.at(-1);
	const named = stages.findLast(({ name }) => name?.text.toLowerCase() === target?.toLowerCase());
	return named ?? (/^\d+$/.test(target ?? '') ? stages[Number(target)] : undefined);
}

/** `alpine`, `alpine:latest` and `docker.io/library/alpine` are one name. */
function normaliseContextName(name: string): string {
	return name
		.toLowerCase()
		.replace(/^(?:docker\.io\/)?(?:library\/)?/, '')
		.replace(/:latest$/, '');
}

/** Of stages in their order the last one before another. */
function findLastBefore(same: readonly Stage[] = [], at: Stage): Stage | undefined {
	return same[findFirstIndex(same, ({ index }) => index >= at.index) - 1];
}

/** The last stage that begins at or before an offset. */
function findEnclosingStage(stages: readonly Stage[], offset: number): Stage | undefined {
	let low = 0;
	let high = stages.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((stages[middle]?.from.span.start ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return stages[low - 1];
}

/** Behind `FROM`, BuildKit compares with case, and names are lower case. */
function resolveBaseName({ base }: Stage, { escape: escaper }: Dockerfile, globals: GlobalArgs): string {
	if (!/[$"'\\`]/.test(base.text)) return base.text;
	return substitute(base.text, (name) => globals.get(name), { escape: escaper }).value ?? '';
}

/** `--from=0` counts the stages before. */
function findNumberedStage(stages: readonly Stage[], name: string, at: Stage): Stage | undefined {
	if (!/^\d+$/.test(name)) return undefined;
	const index = Number(name);
	return index < at.index ? stages[index] : undefined;
}
