import type { Instruction, Stage } from './model.ts';

/** Who builds on whom. */
export interface StageGraph {
	readonly stages: readonly Stage[];
	/** The stage that the image comes from: the last one. */
	readonly final?: Stage;
	/** The earlier stage that this one starts from; `undefined` where it starts from an image. Names compare without case. */
	parentOf(stage: Stage): Stage | undefined;
	/** The stage an instruction stands in; `undefined` before the first `FROM`. An `ONBUILD`'s trigger stands where the `ONBUILD` does. */
	stageOf(instruction: Instruction): Stage | undefined;
	/** True where the image is built from this stage's own file system: the final stage and the earlier stages that it is `FROM`. */
	isInFinalImage(stage: Stage): boolean;
	/** The stage that `COPY --from`, `RUN --mount=from=` or `FROM` names (by name or by number), seen from `at`; `undefined` where it is an image. */
	resolve(name: string, at: Stage): Stage | undefined;
}
