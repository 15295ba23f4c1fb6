import { splitPath } from '../../source/split-path.ts';
import { isHidden } from '../operations/hidden-text.ts';
import {
	type FileTree,
	type FolderNode,
	findNode,
	followPath,
	makeFolder,
	ROOT_OWNER,
	replaceNode,
	type TreeNode,
} from './file-tree.ts';
import { listMatches } from './path-matches.ts';
import { makeFilter, type Selector } from './selector.ts';

/** What one source of a `COPY` or `ADD` puts where. */
export interface CopyAction {
	readonly source: Selector;
	/** Absolute; a slash at the end makes it a folder. */
	readonly target: string;
	/** Of `--chown`; files of a context belong to root, those of a stage to whom they belong there. */
	readonly owner?: string | undefined;
	/** Of `--chmod`; `relative` for one like `u+x`. */
	readonly mode?: number | 'relative' | undefined;
	/** `ADD`: archives are unpacked. */
	readonly unpacks: boolean;
}

/** The tree after a copy whose source is known whole. `undefined` where the outcome cannot be worked out. */
export function copyFiles(into: FileTree, from: FileTree, action: CopyAction): FileTree | undefined {
	if (isHidden(`${action.target}${action.owner ?? ''}`) || action.mode === 'relative') return undefined;
	const filter = makeFilter(action.source);
	let tree: FileTree | undefined = into;
	for (const { path } of listMatches(from, action.source)) {
		const node = findNode(from, followPath(from, splitPath(path), true));
		if (node && tree) tree = copyNode(tree, node, path, action, filter);
	}
	return tree;
}

function copyNode(
	into: FileTree,
	node: TreeNode,
	path: string,
	action: CopyAction,
	filter: (inner: string) => boolean,
): FileTree | undefined {
	if (node.kind === 'file' && action.unpacks && node.isArchive) return undefined;
	const target = followPath(into, splitPath(action.target), true);
	const existing = findNode(into, target);
	const owner = action.owner ?? ROOT_OWNER;
	if (node.kind === 'folder') {
		const base = existing?.kind === 'folder' ? existing : makeFolder(owner);
		return replaceNode(into, target, mergeFolder(base, node, '', action, filter), owner);
	}
	const isInside = action.target.endsWith('/') || existing?.kind === 'folder';
	const file = isInside ? [...target, splitPath(path).at(-1) ?? ''] : target;
	return replaceNode(into, file, dressNode(node, action), owner);
}

function mergeFolder(
	into: FolderNode,
	from: FolderNode,
	inner: string,
	action: CopyAction,
	filter: (inner: string) => boolean,
): FolderNode {
	const children = new Map(into.children);
	for (const [name, child] of from.children) {
		const below = inner === '' ? name : `${inner}/${name}`;
		if (child.kind !== 'folder') {
			if (filter(below)) children.set(name, dressNode(child, action));
			continue;
		}
		const existing = children.get(name);
		const fresh = { ...(dressNode(child, action) as FolderNode), children: new Map() };
		const merged = mergeFolder(existing?.kind === 'folder' ? existing : fresh, child, below, action, filter);
		if (filter(below) || merged.children.size > 0) children.set(name, merged);
	}
	return { ...into, children };
}

function dressNode(node: TreeNode, { owner, mode }: CopyAction): TreeNode {
	const owned = owner === undefined ? node : { ...node, owner };
	return typeof mode !== 'number' || owned.kind === 'link' ? owned : { ...owned, mode };
}

/** The tree after a copy whose outcome is not known: what it may have touched is no longer known. */
export function forgetCopied(into: FileTree, target: string, unknown: string): FileTree {
	const path = splitPath(target);
	const forgotten = isHidden(target) ? [] : followPath(into, path, true);
	return { ...replaceNode(into, forgotten, undefined), unknown };
}
