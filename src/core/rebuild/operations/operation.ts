import type { Dockerfile } from '../../dockerfile/model.ts';
import type { FileTree } from '../files/file-tree.ts';
import type { NodeDigests } from '../files/node-digests.ts';
import type { Selector } from '../files/selector.ts';
import type { BuildInput, RebuildSettings } from '../model.ts';
import type { PlannedStage } from '../plan-stages.ts';
import type { BuildResult, StageState } from '../stage-state.ts';
import type { OperationParts } from './build-cache.ts';
import type { Interner } from './interner.ts';

/** What an operation takes from another one. */
export interface OperationInput {
	readonly result: BuildResult;
	/** What it reads there, where the engine goes by content; `undefined` where any change counts. */
	readonly selectors?: readonly Selector[];
	/** How readers call what it reads from: a stage, an image, an address; missing for the context and for what is below. */
	readonly origin?: string | undefined;
}

/** One thing that the engine does and keeps in its cache. */
export interface Operation {
	/** All that counts of the instruction itself, by name. */
	readonly parts: OperationParts;
	/** What tells it from others and does not count: paths of sources. */
	readonly details: string;
	readonly inputs: readonly OperationInput[];
	/** True where the engine cannot go on with the context that it has, and is sent all of it for the next build. */
	readonly usesUpContext?: boolean;
	/** The files that it leaves. `key` names a result that cannot be worked out. */
	makeTree(key: string): FileTree;
}

/** What the instructions of one build share. */
export interface BuildSurroundings {
	readonly dockerfile: Dockerfile;
	readonly input: BuildInput;
	readonly settings: RebuildSettings;
	readonly interner: Interner;
	readonly digests: NodeDigests;
	readonly context: BuildResult;
	/** Tells this build from the other one where nothing is known to be the same. */
	readonly buildName: string;
	/** What a stage or an image is when a copy or a mount names it; `undefined` for a stage that is still empty. */
	findSource(name: string, stage: PlannedStage): BuildResult | undefined;
}

/** The operation's base is its first input, where the stage is not empty. */
export function makeBaseInput({ result }: StageState): OperationInput[] {
	return result ? [{ result }] : [];
}

/** Inputs that are the same operation are one to the engine. Where one of them counts whole, all of it does. */
export function mergeInputs(inputs: readonly OperationInput[]): OperationInput[] {
	const merged = new Map<string, OperationInput>();
	for (const input of inputs) {
		const { definition } = input.result;
		const other = merged.get(definition);
		if (!other) merged.set(definition, input);
		else if (!other.selectors || !input.selectors) merged.set(definition, { result: input.result });
		else merged.set(definition, { ...other, selectors: [...other.selectors, ...input.selectors] });
	}
	return [...merged.values()];
}

/** The place of each input among those that are left. */
export function numberInputs(inputs: readonly OperationInput[], merged: readonly OperationInput[]): number[] {
	return inputs.map(({ result }) =>
		merged.findIndex((other) => other.result.definition === result.definition),
	);
}
