import { dropImages } from '../operations/hidden-text.ts';

/** What the engine counts of a file: its bytes, its mode, its owner. Times do not count. */
export interface FileNode {
	readonly kind: 'file';
	readonly content: string;
	readonly mode: number;
	readonly owner: string;
	readonly isArchive: boolean;
}

export interface LinkNode {
	readonly kind: 'link';
	readonly target: string;
	readonly owner: string;
}

export interface FolderNode {
	readonly kind: 'folder';
	readonly mode: number;
	readonly owner: string;
	readonly children: ReadonlyMap<string, TreeNode>;
}

export type TreeNode = FileNode | LinkNode | FolderNode;

/** The files of a build context, of an image, or of a stage at one moment. Never changed in place. */
export interface FileTree {
	readonly root: FolderNode;
	/**
	 * Names what is there beside the nodes: an image's own files, or what a `RUN` left. Two trees of one name hold the same
	 * there. `undefined` where the nodes are all there is.
	 */
	readonly unknown?: string | undefined;
}

export const ROOT_OWNER = '0:0';
const FOLDER_MODE = 0o755;
const MOST_LINKS = 40;

export const EMPTY_TREE: FileTree = { root: makeFolder() };

export function makeFolder(owner = ROOT_OWNER, mode = FOLDER_MODE): FolderNode {
	return { kind: 'folder', mode, owner, children: new Map() };
}

/** Where a path leads once links on the way, and the last one if asked, are followed; names that do not exist stay as they are. */
export function followPath(tree: FileTree, path: readonly string[], followsLast: boolean): string[] {
	const waiting = path.toReversed();
	let way: string[] = [];
	let nodes: TreeNode[] = [tree.root];
	for (let links = 0; waiting.length > 0; ) {
		const part = waiting.pop() ?? '';
		if (part === '..') {
			way.pop();
			nodes.length = Math.min(nodes.length, way.length + 1);
			continue;
		}
		if (part === '' || part === '.') continue;
		const parent = nodes.at(-1);
		const node =
			nodes.length === way.length + 1 && parent?.kind === 'folder' ? parent.children.get(part) : undefined;
		if (node?.kind === 'link' && (followsLast || waiting.length > 0) && ++links <= MOST_LINKS) {
			if (node.target.startsWith('/')) {
				way = [];
				nodes = [tree.root];
			}
			waiting.push(...node.target.split('/').reverse());
			continue;
		}
		way.push(part);
		if (node) nodes.push(node);
	}
	return way;
}

/** The node at a path without following links. */
export function findNode(tree: FileTree, path: readonly string[]): TreeNode | undefined {
	let node: TreeNode | undefined = tree.root;
	for (const part of path) node = node?.kind === 'folder' ? node.children.get(part) : undefined;
	return node;
}

/** The tree with a node at that path; folders on the way are made. `undefined` takes away what is there. */
export function replaceNode(
	tree: FileTree,
	path: readonly string[],
	node: TreeNode | undefined,
	owner = ROOT_OWNER,
): FileTree {
	return { ...tree, root: replaceIn(tree.root, path, 0, node, owner) };
}

function replaceIn(
	folder: FolderNode,
	path: readonly string[],
	depth: number,
	node: TreeNode | undefined,
	owner: string,
): FolderNode {
	const name = path[depth];
	if (name === undefined) return node?.kind === 'folder' ? node : { ...folder, children: new Map() };
	const existing = folder.children.get(name);
	const isLast = depth === path.length - 1;
	if (node === undefined && existing === undefined) return folder;
	const children = new Map(folder.children);
	const inner = existing?.kind === 'folder' ? existing : makeFolder(owner);
	const next = isLast ? node : replaceIn(inner, path, depth + 1, node, owner);
	if (next) children.set(name, next);
	else children.delete(name);
	return { ...folder, children };
}

/** True where the engine takes two nodes for the same, whatever is in a folder. */
export function isSameNode(first: TreeNode, other: TreeNode): boolean {
	if (first.kind !== other.kind || first.owner !== other.owner) return false;
	if (first.kind === 'link') return other.kind === 'link' && first.target === other.target;
	if (other.kind === 'link' || first.mode !== other.mode) return false;
	if (first.kind === 'folder' || other.kind === 'folder') return true;
	return dropImages(first.content) === dropImages(other.content);
}
