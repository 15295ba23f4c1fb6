import type { Stage } from '../dockerfile/model.ts';
import type { StageGraph } from '../dockerfile/stages.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';

/** The image a stage starts from; `undefined` for `scratch`, an earlier stage, what a build argument must say,
 * and a name that the build gives another context. */
export function resolveBaseImage(
	stage: Stage,
	{ stages, variables }: { readonly stages: StageGraph; readonly variables: Variables },
): string | undefined {
	const { value } = variables.expand(stage.base.text, stage.from);
	if (value === undefined || value === '' || value === 'scratch') return undefined;
	if (stages.isNamedContext(value)) return undefined;
	const isStage = !/^\d+$/.test(value) && stages.resolve(value, stage) !== undefined;
	return isStage ? undefined : value;
}
