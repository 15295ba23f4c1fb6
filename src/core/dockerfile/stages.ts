import { type GlobalArgs, globalArgs } from './global-args.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { substitute } from './substitution.ts';

/** Who builds on whom. */
export interface StageGraph {
	readonly stages: readonly Stage[];
	/** The stage that the image comes from: the last one. */
	readonly final?: Stage;
	/** The earlier stage that this one starts from, also where a variable names it; `undefined` where it starts from an image. */
	parentOf(stage: Stage): Stage | undefined;
	/** The stage an instruction stands in; `undefined` before the first `FROM`. An `ONBUILD`'s trigger stands where the `ONBUILD` does. */
	stageOf(instruction: Instruction): Stage | undefined;
	/** True where the image is built from this stage's own file system: the final stage and the earlier stages that it is `FROM`. */
	isInFinalImage(stage: Stage): boolean;
	/** The stage that `COPY --from`, `RUN --mount=from=` or `FROM` names (by name or by number), seen from `at`; `undefined` where it is an image. */
	resolve(name: string, at: Stage): Stage | undefined;
}

/** Reads off who builds on whom. A name means the last earlier stage that has it, so a cycle cannot come from `FROM`. */
export function stageGraph(dockerfile: Dockerfile): StageGraph {
	const known = remembered.get(dockerfile) ?? readGraph(dockerfile);
	remembered.set(dockerfile, known);
	return known;
}

const remembered = new WeakMap<Dockerfile, StageGraph>();

function readGraph(dockerfile: Dockerfile): StageGraph {
	const { stages } = dockerfile;
	const globals = globalArgs(dockerfile);
	const parents = new Map<Stage, Stage>();
	const stageOfInstruction = new Map<Instruction, Stage>();
	const byName = new Map<string, Stage[]>();
	for (const stage of stages) {
		const parent = byName.get(baseName(stage, dockerfile, globals))?.at(-1);
		if (parent) parents.set(stage, parent);
		stageOfInstruction.set(stage.from, stage);
		for (const instruction of stage.instructions) {
			stageOfInstruction.set(instruction, stage);
			if (instruction.trigger) stageOfInstruction.set(instruction.trigger, stage);
		}
		const name = stage.name?.text.toLowerCase();
		if (name === undefined) continue;
		const same = byName.get(name);
		if (same) same.push(stage);
		else byName.set(name, [stage]);
	}
	const final = stages.at(-1);
	const inFinalImage = new Set<Stage>();
	for (let stage = final; stage; stage = parents.get(stage)) inFinalImage.add(stage);

	return {
		stages,
		...(final ? { final } : {}),
		parentOf: (stage) => parents.get(stage),
		stageOf: (instruction) => stageOfInstruction.get(instruction),
		isInFinalImage: (stage) => inFinalImage.has(stage),
		resolve: (name, at) =>
			byName.get(name.toLowerCase())?.findLast(({ index }) => index < at.index) ?? byNumber(stages, name, at),
	};
}

/** Behind `FROM`, BuildKit compares with case, and names are lower case. */
function baseName({ base }: Stage, { escape: escaper }: Dockerfile, globals: GlobalArgs): string {
	if (!/[$"'\\`]/.test(base.text)) return base.text;
	return substitute(base.text, (name) => globals.get(name), { escape: escaper }).value ?? '';
}

/** `--from=0` counts the stages before. */
function byNumber(stages: readonly Stage[], name: string, at: Stage): Stage | undefined {
	if (!/^\d+$/.test(name)) return undefined;
	const index = Number(name);
	return index < at.index ? stages[index] : undefined;
}
