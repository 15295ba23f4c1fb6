import { splitPath } from '../../source/split-path.ts';
import { EMPTY_TREE, findNode, followPath, makeFolder, replaceNode } from '../files/file-tree.ts';
import type { StageState } from '../stage-state.ts';
import { normalizeOwner } from './copy-flags.ts';
import { type BuildSurroundings, makeBaseInput, type Operation } from './operation.ts';

/** `WORKDIR`: makes the folder. Answers nothing for the root, which is there. */
export function makeFolderOperation(
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
