import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { type ParsedDockerfile, parseDockerfile } from '../dockerfile/parse.ts';
import { BuildCache, type Dependency } from './build-cache.ts';
import { keepFolderModes, readContext, type SentContext } from './context-tree.ts';
import { makeCopyOperation, normalizeOwner } from './copy-operation.ts';
import { EMPTY_TREE, findNode, followPath, makeFolder, replaceNode, splitPath } from './file-tree.ts';
import type { Interner } from './interner.ts';
import type { BuildInput, RebuildSettings, StepLabel } from './model.ts';
import type { NodeDigests } from './node-digests.ts';
import { type BuildSurroundings, makeBaseInput, type Operation } from './operation.ts';
import {
	type BuildPlan,
	nameImage,
	type PlannedCommand,
	type PlannedStage,
	planStages,
} from './plan-stages.ts';
import { makeRunOperation } from './run-operation.ts';
import { narrowTree, type Selector, selectContent } from './selection.ts';
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

export interface SolvedStep {
	readonly stage: PlannedStage;
	readonly command: PlannedCommand;
	readonly operation: Operation;
	/** The operation's parts under one name. */
	readonly operationKey: string;
	readonly dependencies: readonly Dependency[];
	readonly verdict: 'again' | 'cached' | 'unsure';
	readonly result: BuildResult;
	/** What it stands on. */
	readonly base: BuildResult | undefined;
	readonly label: StepLabel | undefined;
	/** The path that it copies and that is not there. */
	readonly missing: string | undefined;
}

export interface BuildRun {
	readonly plan: BuildPlan;
	readonly parsed: ParsedDockerfile;
	readonly context: SentContext;
	readonly cache: BuildCache;
	readonly steps: readonly SolvedStep[];
	readonly refusals: readonly string[];
}

export interface RunTools {
	readonly settings: RebuildSettings;
	readonly interner: Interner;
	readonly digests: NodeDigests;
}

interface FoundResult {
	readonly key: string;
	readonly verdict: SolvedStep['verdict'];
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
	readonly #cache = new BuildCache();
	readonly #verdicts = new Map<string, SolvedStep['verdict']>();
	readonly #states = new Map<PlannedStage, StageState>();
	readonly #steps: SolvedStep[] = [];
	#count = 0;

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
		return { plan, parsed: this.#parsed, context, cache: this.#cache, steps: this.#steps, refusals };
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
			const label = numbers.next(instruction, operation !== undefined);
			if (operation) this.#solve({ stage, command, operation, label, base: state.result }, state);
		}
	}

	#startStage({ base, platform }: PlannedStage): StageState {
		if (base.kind === 'scratch') return startScratch();
		if (base.kind === 'image') return startImage(base.name, makeImage(base.name, platform));
		const below = this.#states.get(base.stage);
		return below ? startStage(below) : startScratch();
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
				state.shell = JSON.stringify(args.map(({ text }) => text));
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
	): void {
		const { instruction } = step.command;
		const isLink = isIsland(instruction, this.#tools.settings);
		const solved = this.#solveOperation(isLink ? detach(step.operation, state) : step.operation);
		this.#steps.push({ ...step, ...solved });
		state.result = isLink ? this.#merge(step.operation, state, solved.result) : solved.result;
	}

	#solveOperation(
		operation: Operation,
	): Omit<SolvedStep, 'stage' | 'command' | 'operation' | 'label' | 'base'> {
		const { interner } = this.#tools;
		const operationKey = interner.name(JSON.stringify(operation.parts));
		const definition = interner.name(
			operationKey,
			operation.details,
			...operation.inputs.map(({ result }) => result.definition),
		);
		const dependencies = operation.inputs.map(({ result, selectors }): Dependency => {
			const key = interner.name(
				'read',
				result.key,
				JSON.stringify(selectors?.map(({ path }) => path).sort() ?? []),
			);
			if (!selectors) return { key, isSure: result.isSure };
			return { key, isSure: result.isSure, selection: selectContent(result.tree, selectors, this.#tools) };
		});
		const missing = dependencies.find(({ selection }) => selection?.missing !== undefined)?.selection
			?.missing;
		const { key, verdict } =
			missing === undefined ? this.#findResult(operationKey, dependencies) : this.#makeResult();
		const result = { key, definition, isSure: verdict !== 'unsure', tree: operation.makeTree(key) };
		this.#cache.store(operationKey, dependencies, key);
		this.#verdicts.set(key, verdict);
		return { operationKey, dependencies, verdict, result, missing };
	}

	/** Two steps that do the same to the same are one: the engine runs it once. */
	#findResult(operationKey: string, dependencies: readonly Dependency[]): FoundResult {
		const shared = this.#cache.find(operationKey, dependencies).found;
		if (shared !== undefined) return { key: shared, verdict: this.#verdicts.get(shared) ?? 'again' };
		const { found, possible } = this.#earlier?.cache.find(operationKey, dependencies) ?? {};
		if (found !== undefined) return { key: found, verdict: 'cached' };
		if (possible !== undefined) return { key: possible, verdict: 'unsure' };
		return this.#makeResult();
	}

	#makeResult(): FoundResult {
		return { key: `${this.#earlier ? 'after' : 'before'} ${this.#count++}`, verdict: 'again' };
	}

	/** A layer of its own is laid over what is below: a step that costs nothing and that readers do not see. */
	#merge(operation: Operation, state: StageState, layer: BuildResult): BuildResult {
		if (!state.result) return layer;
		const inputs = [{ result: state.result }, { result: layer }];
		const makeTree = (key: string) => operation.makeTree(key);
		const merged = this.#solveOperation({ parts: { kind: 'merge' }, details: '', inputs, makeTree });
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

/** The same copy into nothing. */
function detach(operation: Operation, { result }: StageState): Operation {
	if (!result) return operation;
	const inputs = operation.inputs.filter((input) => input.result !== result);
	return { ...operation, parts: { ...operation.parts, inputs: 'island', isBased: 'false' }, inputs };
}

/** `WORKDIR`: makes the folder. Answers nothing for the root, which is there. */
function makeFolderOperation(
	written: string,
	state: StageState,
	{ input: { buildArgs }, interner }: BuildSurroundings,
): Operation | undefined {
	const path = splitPath(written.startsWith('/') ? written : `${state.folder}/${written}`);
	state.folder = `/${path.join('/')}`;
	if (path.length === 0) return undefined;
	const { folder } = state;
	const owner = state.user === '' ? '' : normalizeOwner(state.user);
	const tree = state.result?.tree ?? EMPTY_TREE;
	return {
		parts: {
			kind: 'folder',
			folder,
			owner,
			epoch: buildArgs?.['SOURCE_DATE_EPOCH'] ?? '',
			isBased: `${state.result !== undefined}`,
		},
		details: '',
		inputs: makeBaseInput(state),
		makeTree: () => {
			const unknown =
				tree.unknown === undefined ? {} : { unknown: interner.name('folder', tree.unknown, folder, owner) };
			const way = followPath(tree, path, true);
			const isThere = findNode(tree, way)?.kind === 'folder';
			const made = isThere
				? tree
				: replaceNode(tree, way, makeFolder(owner || undefined), owner || undefined);
			return { ...made, ...unknown };
		},
	};
}

/** Counts the steps of a stage as the engine's log does. */
class StepNumbers {
	readonly #label: string;
	readonly #total: number;
	#number: number;

	constructor({ label, base, commands }: PlannedStage) {
		const image = base.kind === 'image' ? 1 : 0;
		const counted = commands.filter(
			({ instruction: { keyword }, isTrigger }) => isTrigger || STEPS.has(keyword),
		);
		this.#label = label;
		this.#number = image;
		this.#total = image + counted.length;
	}

	next({ keyword }: Instruction, hasOperation: boolean): StepLabel | undefined {
		if (!STEPS.has(keyword) || !hasOperation) return undefined;
		this.#number++;
		return { stage: this.#label, number: this.#number, total: this.#total };
	}
}

/** What can come from the cache. */
export const STEPS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
