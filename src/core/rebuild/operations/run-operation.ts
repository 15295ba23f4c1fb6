import type { Instruction } from '../../dockerfile/model.ts';
import { EMPTY_TREE } from '../files/file-tree.ts';
import { plainSelector } from '../files/selector.ts';
import type { PlannedStage } from '../plan-stages.ts';
import type { StageState } from '../stage-state.ts';
import { writeVariables } from './command-variables.ts';
import { chompHeredoc } from './copy-operation.ts';
import {
	type BuildSurroundings,
	makeBaseInput,
	mergeInputs,
	numberInputs,
	type Operation,
	type OperationInput,
} from './operation.ts';
import { type RunMount, readRunMounts } from './run-mounts.ts';

/** What a `RUN` is to the engine. */
export function makeRunOperation(
	instruction: Instruction,
	state: StageState,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): Operation {
	const mounts = readRunMounts(instruction, state, stage, surroundings);
	const base = makeBaseInput(state);
	const mounted = mounts.flatMap(({ input }) => input ?? []);
	const all = [...base, ...mounted];
	const inputs = mergeInputs(addRootSelector(base, mounted));
	const option = (name: string) =>
		JSON.stringify(
			instruction.flags.filter((flag) => flag.name === name).map(({ value }) => value?.text ?? ''),
		);
	return {
		parts: {
			kind: 'run',
			command: readCommand(instruction, state),
			variables: writeVariables(state.env),
			folder: state.folder,
			user: state.user,
			network: option('network'),
			security: option('security'),
			devices: option('device'),
			mounts: JSON.stringify(mounts.map(({ key }) => key)),
			inputs: numberInputs(all, inputs).join(),
			isBased: `${base.length > 0}`,
			platform: stage.platform,
		},
		details: JSON.stringify(mounts.map(describeSource)),
		inputs,
		usesUpContext: mounts.some(({ writesContext }) => writesContext),
		makeTree: (key) => ({ ...EMPTY_TREE, unknown: key }),
	};
}

/** A mount of the very thing that the stage stands on makes the engine go by content for both. */
function addRootSelector(
	base: readonly OperationInput[],
	mounted: readonly OperationInput[],
): OperationInput[] {
	const [root] = base;
	if (!root) return [...mounted];
	const isShared = mounted.some(({ result }) => result.definition === root.result.definition);
	return [isShared ? { ...root, selectors: [plainSelector('/')] } : root, ...mounted];
}

function describeSource({ key, input }: RunMount): unknown {
	return [key, input?.result.definition, input?.selectors];
}

/** The program and its arguments. */
function readCommand(instruction: Instruction, { shell }: StageState): string {
	const { isJson, args, body, heredocs } = instruction;
	if (isJson) return JSON.stringify(args.map(({ text }) => text));
	const inShell = (text: string) => JSON.stringify([...shell, text]);
	const [heredoc] = heredocs;
	if (heredoc?.span.start !== body.span.start || heredoc.span.end !== body.span.end)
		return inShell([body.text, ...heredocs.map(({ content, name }) => `${content}${name}`)].join('\n'));
	const script = chompHeredoc(heredoc);
	// With a `#!` line the text becomes a file that is run, under the heredoc's name.
	return heredoc.content.startsWith('#!') ? JSON.stringify(['#!', heredoc.name, script]) : inShell(script);
}
