import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { type ParsedDockerfile, parseDockerfile } from '../dockerfile/parse.ts';
import { keepFolderModes, readContext, type SentContext } from './files/context-tree.ts';
import { EMPTY_TREE } from './files/file-tree.ts';
import { narrowTree } from './files/path-matches.ts';
import type { Selector } from './files/selector.ts';
import { StepNumbers } from './log/step-numbers.ts';
import type { BuildInput, RebuildSettings, StepLabel } from './model.ts';
import type { BuildCache } from './operations/build-cache.ts';
import { makeCopyOperation } from './operations/copy-operation.ts';
import { makeFolderOperation } from './operations/folder-operation.ts';
import type { BuildSurroundings, Operation } from './operations/operation.ts';
import { OperationSolver, type SolvedOperation } from './operations/operation-solver.ts';
import { makeRunOperation } from './operations/run-operation.ts';
import type { RunTools } from './operations/run-tools.ts';
import {
	type BuildPlan,
	nameImage,
	type PlannedCommand,
	type PlannedStage,
	planStages,
} from './plan-stages.ts';
import {
	applyArg,
	applyEnv,
	type BuildResult,
	expandText,
	type StageState,
	startImage,
	startScratch,
	startStage,
} from './stage-state.ts';

export interface SolvedStep extends SolvedOperation {
	readonly stage: PlannedStage;
	readonly command: PlannedCommand;
	readonly operation: Operation;
	/** What it stands on. */
	readonly base: BuildResult | undefined;
	readonly label: StepLabel;
}

export interface BuildRun {
	readonly plan: BuildPlan;
	readonly parsed: ParsedDockerfile;
	readonly context: SentContext;
	readonly cache: BuildCache;
	readonly steps: readonly SolvedStep[];
	readonly refusals: readonly string[];
}

/** Goes through a build as the engine would, which has the results of an earlier one in its cache, or none. */
export function runBuild(input: BuildInput, earlier: BuildRun | undefined, tools: RunTools): BuildRun {
	const parsed =
		earlier?.parsed.dockerfile.text === input.dockerfile ? earlier.parsed : parseDockerfile(input.dockerfile);
	const run = new Builder(input, parsed, earlier, tools, undefined).run();
	const isDoubtful = run.steps.some(({ dependencies }) =>
		dependencies.some(({ selection }) => selection?.isEmpty),
	);
	return isDoubtful ? new Builder(input, parsed, earlier, tools, listContextSelectors(run)).run() : run;
}

/** What a build reads of its context: the engine is sent no more than that. */
function listContextSelectors({ steps }: BuildRun): Selector[] {
	return steps.flatMap(({ operation }) =>
		operation.inputs.flatMap(({ result, selectors }) =>
			result.definition === 'context' ? (selectors ?? []) : [],
		),
	);
}

class Builder {
	readonly #input: BuildInput;
	readonly #parsed: ParsedDockerfile;
	readonly #earlier: BuildRun | undefined;
	/** What is read of the context; all that is there counts as sent where nothing is said. */
	readonly #selectors: readonly Selector[] | undefined;
	readonly #tools: RunTools;
	readonly #solver: OperationSolver;
	readonly #states = new Map<PlannedStage, StageState>();
	readonly #steps: SolvedStep[] = [];

	constructor(
		input: BuildInput,
		parsed: ParsedDockerfile,
		earlier: BuildRun | undefined,
		tools: RunTools,
		selectors: readonly Selector[] | undefined,
	) {
		this.#selectors = selectors;
		this.#input = input;
		this.#parsed = parsed;
		this.#earlier = earlier;
		this.#tools = tools;
		this.#solver = new OperationSolver(earlier?.cache, tools);
	}

	run(): BuildRun {
		const { dockerfile, errors } = this.#parsed;
		const context = readContext(this.#input);
		const plan = planStages(dockerfile, this.#input);
		const refusals = errors.map(({ message }) => message);
		if (refusals.length === 0 && !plan.target) refusals.push(`no stage is called \`${this.#input.target}\``);
		if (refusals.length === 0) {
			const surroundings = this.#makeSurroundings(dockerfile, context, plan);
			for (const stage of plan.stages) if (stage.isNeeded) this.#runStage(stage, plan, surroundings);
		}
		return { plan, parsed: this.#parsed, context, cache: this.#solver.cache, steps: this.#steps, refusals };
	}

	#makeSurroundings(dockerfile: Dockerfile, { tree }: SentContext, plan: BuildPlan): BuildSurroundings {
		const buildName = this.#earlier ? 'after' : 'before';
		const earlierContext = this.#findKeptContext();
		const sent = earlierContext ? keepFolderModes(tree, earlierContext.tree) : tree;
		return {
			...this.#tools,
			dockerfile,
			input: this.#input,
			buildName,
			context: {
				key: `context ${buildName}`,
				definition: 'context',
				isSure: true,
				tree: this.#selectors ? narrowTree(sent, this.#selectors) : sent,
			},
			findSource: (name, stage) => {
				const source = plan.resolve(name, stage);
				if (source) return this.#states.get(source)?.result;
				return name === 'scratch' ? undefined : makeImage(nameImage(name), '');
			},
		};
	}

	/** The context that the engine still has and brings up to date. */
	#findKeptContext(): SentContext | undefined {
		const isUsedUp = this.#earlier?.steps.some(({ operation }) => operation.usesUpContext);
		return this.#tools.settings.folderModes === 'noticed' || isUsedUp ? undefined : this.#earlier?.context;
	}

	#runStage(stage: PlannedStage, plan: BuildPlan, surroundings: BuildSurroundings): void {
		const state = this.#startStage(stage);
		this.#states.set(stage, state);
		const numbers = new StepNumbers(stage);
		for (const command of stage.commands) {
			const { instruction } = command;
			const operation = this.#applyInstruction(instruction, state, stage, plan, surroundings);
			if (!operation) continue;
			const label = numbers.next();
			this.#solve({ stage, command, operation, label, base: state.result }, state, surroundings);
		}
	}

	#startStage({ base, platform }: PlannedStage): StageState {
		if (base.kind === 'image') return startImage(base.name, this.#makeBase(base.name, platform));
		const below = base.kind === 'stage' ? this.#states.get(base.stage) : undefined;
		return below ? startStage(below) : startScratch();
	}

	/** Whether a platform that is written is that of the machine, the files do not say. */
	#makeBase(name: string, platform: string): BuildResult {
		const platforms = this.#earlier?.plan.stages.flatMap(({ base, ...stage }) =>
			base.kind === 'image' && base.name === name ? [stage.platform] : [],
		);
		const earlier = platform === '' ? platforms?.[0] : platforms?.find((other) => other === '');
		if (earlier === undefined || platforms?.includes(platform)) return makeImage(name, platform);
		return { ...makeImage(name, earlier), isSure: false };
	}

	/** Changes the stage; answers what the engine has to do, if anything. */
	#applyInstruction(
		instruction: Instruction,
		state: StageState,
		stage: PlannedStage,
		{ globalArgs }: BuildPlan,
		surroundings: BuildSurroundings,
	): Operation | undefined {
		const { dockerfile } = surroundings;
		const { keyword, pairs, args, body } = instruction;
		switch (keyword) {
			case 'ARG':
				applyArg(pairs, state, { buildArgs: this.#input.buildArgs ?? {}, globalArgs }, dockerfile);
				return undefined;
			case 'ENV':
				applyEnv(pairs, state, dockerfile);
				return undefined;
			case 'USER':
				state.user = expandText(body.text, state, dockerfile);
				return undefined;
			case 'SHELL':
				state.shell = args.map(({ text }) => text);
				return undefined;
			case 'WORKDIR':
				return makeFolderOperation(expandText(body.text, state, dockerfile), state, surroundings);
			case 'COPY':
			case 'ADD':
				return makeCopyOperation(instruction, state, stage, surroundings);
			case 'RUN':
				return makeRunOperation(instruction, state, stage, surroundings);
			default:
				return undefined;
		}
	}

	#solve(
		step: Pick<SolvedStep, 'stage' | 'command' | 'operation' | 'label' | 'base'>,
		state: StageState,
		surroundings: BuildSurroundings,
	): void {
		const { instruction } = step.command;
		if (!isIsland(instruction, this.#tools.settings)) {
			const solved = this.#solver.solve(step.operation);
			this.#steps.push({ ...step, ...solved });
			state.result = solved.result;
			return;
		}
		const alone = { ...state, result: undefined };
		const operation = makeCopyOperation(instruction, alone, step.stage, surroundings);
		const solved = this.#solver.solve(operation);
		this.#steps.push({ ...step, ...solved, operation });
		state.result = this.#layOver(step.operation, state, solved.result);
	}

	/** A layer of its own is laid over what is below, which costs nothing and which readers do not see. */
	#layOver(operation: Operation, state: StageState, layer: BuildResult): BuildResult {
		if (!state.result) return layer;
		const inputs = [{ result: state.result }, { result: layer }];
		const makeTree = (key: string) => operation.makeTree(key);
		const merged = this.#solver.solve({ parts: { kind: 'merge' }, details: '', inputs, makeTree });
		return merged.result;
	}
}

function makeImage(name: string, platform: string): BuildResult {
	const key = `image ${name} ${platform}`;
	return { key, definition: key, isSure: true, tree: { ...EMPTY_TREE, unknown: key } };
}

function isIsland({ keyword, flags }: Instruction, { imageStore }: RebuildSettings): boolean {
	if (imageStore !== 'containerd' || (keyword !== 'COPY' && keyword !== 'ADD')) return false;
	const isOn = flags.some(({ name, value }) => name === 'link' && (!value || /^true$/i.test(value.text)));
	return isOn && !flags.some(({ name, value }) => name === 'chmod' && value?.text !== '');
}
