import { type BuildRun, runBuild, type SolvedStep } from './build-run.ts';
import { isSent, listEditedPaths } from './files/changed-paths.ts';
import { NodeDigests } from './files/node-digests.ts';
import { STEPS } from './log/step-numbers.ts';
import {
	type BuildInput,
	DEFAULT_BUILD_SETTINGS,
	type EditedPath,
	type Rebuild,
	type RebuildSettings,
	type RebuildStep,
} from './model.ts';
import { Interner } from './operations/interner.ts';
import type { PlannedStage } from './plan-stages.ts';
import { explainStep } from './words/explain-step.ts';
import { describeText } from './words/step-text.ts';

/**
 * Says for each step of an edited build whether the engine runs it again or takes it from its cache, when the build before
 * the edit is all that the cache holds. Nothing is executed and nothing read but the input.
 */
export function predictRebuild(
	before: BuildInput,
	after: BuildInput,
	settings: RebuildSettings = DEFAULT_BUILD_SETTINGS,
): Rebuild {
	const interner = new Interner();
	const tools = { settings, interner, digests: new NodeDigests(interner) };
	const earlier = runBuild(before, undefined, tools);
	const later = runBuild(after, earlier, tools);
	const refusals = [...new Set([...earlier.refusals, ...later.refusals])];
	const hasSteps = refusals.length === 0;
	return {
		steps: hasSteps ? describeSteps(earlier, later) : [],
		edited: describeEdited(before, after, earlier, later),
		refusals,
	};
}

function describeSteps(before: BuildRun, after: BuildRun): RebuildStep[] {
	const isOtherFrontend = readFrontend(before) !== readFrontend(after);
	const identities = new Map<string, number>();
	return after.plan.stages.flatMap((stage) => {
		if (!stage.isNeeded) return describeUnneeded(stage, after.plan.target);
		return after.steps
			.filter((step) => step.stage === stage)
			.map((step) => describeStep(step, before, after, identities, isOtherFrontend));
	});
}

/** The image that reads the Dockerfile. */
function readFrontend({ parsed: { dockerfile } }: BuildRun): string | undefined {
	return dockerfile.directives.find(({ name }) => name === 'syntax')?.value;
}

function describeUnneeded(stage: PlannedStage, target: PlannedStage | undefined): RebuildStep[] {
	return stage.commands
		.filter(({ instruction }) => STEPS.has(instruction.keyword))
		.map((command) => ({
			line: command.line,
			stage: stage.name,
			text: describeText(command),
			verdict: 'unneeded',
			why: `The target \`${target?.name ?? ''}\` does not use the stage \`${stage.name}\`.`,
		}));
}

function describeStep(
	step: SolvedStep,
	before: BuildRun,
	after: BuildRun,
	identities: Map<string, number>,
	isOtherFrontend: boolean,
): RebuildStep {
	const { command, stage, verdict, label, result } = step;
	const identity = identities.get(result.definition) ?? identities.size;
	identities.set(result.definition, identity);
	const isDoubtful = isOtherFrontend && verdict === 'cached';
	return {
		line: command.line,
		stage: stage.name,
		text: describeText(command),
		verdict: isDoubtful ? 'unsure' : verdict,
		why: isDoubtful ? OTHER_FRONTEND : explainStep(step, before, after),
		identity,
		label,
		fails: step.missing === undefined ? undefined : true,
	};
}

const OTHER_FRONTEND =
	'`# syntax` changed: another program reads the file. Where it reads this line the same, the step is cached.';

function describeEdited(
	before: BuildInput,
	after: BuildInput,
	earlier: BuildRun,
	later: BuildRun,
): EditedPath[] {
	const paths = listEditedPaths(before, after);
	if (paths.length === 0) return [];
	const readers = paths.map((): number[] => []);
	for (const { steps } of [earlier, later]) {
		for (const { operation, dependencies, command } of steps) {
			for (const [index, { result }] of operation.inputs.entries()) {
				if (result.definition !== 'context') continue;
				const nodes = dependencies[index]?.selection?.listNodes();
				for (const [at, path] of paths.entries()) if (nodes?.has(`/${path}`)) readers[at]?.push(command.line);
			}
		}
	}
	return paths.map((path, at) => ({
		path,
		isIgnored: !isSent(path, [earlier.context, later.context]),
		readOn: [...new Set(readers[at])].sort((a, b) => a - b),
	}));
}
