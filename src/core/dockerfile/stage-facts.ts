import type { Dockerfile, Stage } from './model.ts';
import { makeStageGraph, type StageGraph } from './stages.ts';
import { listNeededStages, listStageSteps, type StageStep } from './steps.ts';
import { makeScopes, type Scopes } from './variables/scopes.ts';
import { makeVariables, type Variables } from './variables/variables.ts';

const NOTHING: readonly never[] = [];

/**
 * What follows from the stages of a file: who builds on whom, what each runs, and what every name means there. Each part is
 * worked out when it is first asked for, and once; no answer depends on what was asked before.
 */
export class StageFacts {
	readonly dockerfile: Dockerfile;
	#graph: StageGraph | undefined;
	#needed: ReadonlySet<Stage> | undefined;
	#steps: readonly (readonly StageStep[])[] | undefined;
	#scopes: Scopes | undefined;
	#variables: Variables | undefined;

	constructor(dockerfile: Dockerfile) {
		this.dockerfile = dockerfile;
	}

	get stages(): StageGraph {
		this.#graph ??= makeStageGraph(this.dockerfile);
		return this.#graph;
	}

	/** The final stage, and whatever a stage that is needed builds on or copies from. */
	get neededStages(): ReadonlySet<Stage> {
		this.#needed ??= listNeededStages(this.stages);
		return this.#needed;
	}

	get scopes(): Scopes {
		this.#scopes ??= makeScopes(this.dockerfile, this.stages, (stage) => this.listSteps(stage));
		return this.#scopes;
	}

	get variables(): Variables {
		this.#variables ??= makeVariables(this.dockerfile, this.scopes);
		return this.#variables;
	}

	/** What a stage runs: the `ONBUILD` triggers of the stage it is `FROM`, then its own instructions. */
	listSteps(stage: Stage): readonly StageStep[] {
		this.#steps ??= listStageSteps(this.stages, () => this.neededStages);
		return this.#steps[stage.index] ?? NOTHING;
	}
}
