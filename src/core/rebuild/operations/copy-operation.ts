import { isGitSource } from '../../dockerfile/git-source.ts';
import type { Heredoc, Instruction } from '../../dockerfile/model.ts';
import { splitPath } from '../../source/split-path.ts';
import { copyFiles, forgetCopied } from '../files/copy-files.ts';
import { EMPTY_TREE, type FileTree, ROOT_OWNER, replaceNode } from '../files/file-tree.ts';
import { selectContent } from '../files/selection.ts';
import { hasWildcards, plainSelector, type Selector } from '../files/selector.ts';
import type { PlannedStage } from '../plan-stages.ts';
import { type BuildResult, expandHeredoc, expandText, type StageState } from '../stage-state.ts';
import { type CopyFlags, readCopyFlags } from './copy-flags.ts';
import { type CopyInput, makeAction } from './copy-source.ts';
import { isHidden } from './hidden-text.ts';
import {
	type BuildSurroundings,
	makeBaseInput,
	mergeInputs,
	numberInputs,
	type Operation,
} from './operation.ts';
import { makeGitSource, makeWebSource } from './remote-sources.ts';

/** What a `COPY` or an `ADD` is to the engine. */
export function makeCopyOperation(
	instruction: Instruction,
	state: StageState,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): Operation {
	const flags = readCopyFlags(instruction, state, surroundings.dockerfile);
	const words = instruction.args.slice(0, -1);
	const target = resolveTarget(expandIn(instruction.args.at(-1)?.text ?? '', state, surroundings), state);
	const marks = new Map(instruction.heredocs.map((heredoc) => [heredoc.span.start, heredoc]));
	const files = words.filter(({ span }) => !marks.has(span.start));
	const heredocs = words.flatMap(({ span }) => marks.get(span.start) ?? []);
	const sources = [
		...files.map(({ text }) =>
			makeSource(expandIn(text, state, surroundings), target, instruction, flags, stage, surroundings),
		),
		...heredocs.map((heredoc) => makeInlineSource(heredoc, target, flags, state)),
	];
	const base = makeBaseInput(state);
	const all = [...base, ...sources.map(({ input }) => input)];
	const inputs = mergeInputs(all);
	return {
		parts: {
			kind: 'file',
			target,
			sources: JSON.stringify(sources.map(({ key }) => key)),
			owner: flags.owner ?? '',
			mode: flags.mode ?? '',
			excludes: JSON.stringify(flags.excludes),
			inputs: numberInputs(all, inputs).join(),
			isBased: `${base.length > 0}`,
		},
		details: JSON.stringify(sources.map(({ action }) => action.source)),
		inputs,
		makeTree: (key) => applySources(state.result?.tree ?? EMPTY_TREE, sources, key, surroundings),
	};
}

function expandIn(text: string, state: StageState, { dockerfile }: BuildSurroundings): string {
	return expandText(text, state, dockerfile);
}

/** Where a copy puts its files: absolute, a slash at the end kept. */
function resolveTarget(target: string, { folder }: StageState): string {
	const path = target.startsWith('/') ? target : `${folder}/${target}`;
	const clean = `/${splitPath(path).join('/')}`;
	return clean !== '/' && /\/\.?$/.test(path) ? `${clean}/` : clean;
}

function makeSource(
	text: string,
	target: string,
	instruction: Instruction,
	flags: CopyFlags,
	stage: PlannedStage,
	surroundings: BuildSurroundings,
): CopyInput {
	const isAdd = instruction.keyword === 'ADD';
	if (isAdd && isGitSource(text)) return makeGitSource(text, target, flags, surroundings);
	if (isAdd && /^https?:\/\//.test(text))
		return makeWebSource(text, target, instruction, flags, surroundings);
	const source = makeSelector(text, flags);
	const action = makeAction(source, target, flags, flags.unpacks);
	const base = splitPath(source.path).at(-1) ?? '/';
	const key = ['path', base, `${flags.unpacks}`, ...source.include];
	const from = instruction.flags.find(({ name }) => name === 'from')?.value?.text;
	if (from === undefined)
		return { input: { result: surroundings.context, selectors: [source] }, action, key };
	const result = surroundings.findSource(from, stage) ?? makeEmptyResult(from);
	return { input: { result, selectors: [source], origin: from }, action, key };
}

function makeEmptyResult(name: string): BuildResult {
	return { key: `empty ${name}`, definition: `empty ${name}`, isSure: true, tree: EMPTY_TREE };
}

function makeSelector(text: string, { excludes, hasParents }: CopyFlags): Selector {
	if (isHidden(text)) return { ...plainSelector(text), exclude: excludes };
	const pivot = text.indexOf('/./');
	const start = hasParents ? (pivot === -1 ? '/' : text.slice(0, pivot)) : text;
	const pattern = hasParents ? splitPath(pivot === -1 ? text : text.slice(pivot + 3)).join('/') : undefined;
	const path = `/${splitPath(start).join('/')}`;
	return {
		path,
		hasWildcard: hasWildcards(path),
		include: pattern === undefined ? [] : [pattern],
		exclude: excludes,
	};
}

function makeInlineSource(heredoc: Heredoc, target: string, flags: CopyFlags, state: StageState): CopyInput {
	const { name } = heredoc;
	const text = chompHeredoc(heredoc);
	const content = heredoc.expands ? expandHeredoc(text, state) : text;
	const file = { kind: 'file', content, mode: 0o644, owner: ROOT_OWNER, isArchive: false } as const;
	const definition = JSON.stringify(['inline', name, content]);
	// A text that the base image has a part in is known to be the same again, and no more.
	const tree = {
		...replaceNode(EMPTY_TREE, [name], file),
		unknown: isHidden(content) ? definition : undefined,
	};
	const result = { key: definition, definition, isSure: true, tree };
	const source = plainSelector(`/${name}`);
	return {
		input: { result, selectors: [source] },
		action: makeAction(source, target, flags, false),
		key: ['inline', name],
	};
}

/** The content of a heredoc as the engine has it. */
export function chompHeredoc({ stripsTabs, content }: Heredoc): string {
	return stripsTabs ? content.replace(/^\t+/gm, '') : content;
}

function applySources(
	base: FileTree,
	sources: readonly CopyInput[],
	key: string,
	tools: BuildSurroundings,
): FileTree {
	let tree = base;
	for (const { input, action } of sources) {
		const from = input.result.tree;
		const selection = selectContent(from, [action.source], tools);
		const copied = selection.isExact ? copyFiles(tree, from, action) : undefined;
		if (copied === undefined) tree = forgetCopied(tree, action.target, key);
		else if (base.unknown === undefined && tree.unknown === undefined) tree = copied;
		else
			tree = {
				...copied,
				unknown: tools.interner.name('copied', tree.unknown ?? '', selection.key, JSON.stringify(action)),
			};
	}
	return tree;
}
