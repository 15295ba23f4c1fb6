import { parseGlob } from '../../build-context/glob.ts';
import { splitPath } from '../../source/split-path.ts';
import { isHidden } from '../operations/hidden-text.ts';
import { type FileTree, findNode, followPath, replaceNode, type TreeNode } from './file-tree.ts';
import { sortChildren } from './node-digests.ts';
import { findFixedPath, type Selector } from './selector.ts';

export interface PathMatch {
	readonly path: string;
	readonly node: TreeNode;
}

/** What the path of a selector names: itself, or all that its wildcards match. */
export function listMatches(
	tree: FileTree,
	{ path, hasWildcard }: Pick<Selector, 'path' | 'hasWildcard'>,
): PathMatch[] {
	const parts = splitPath(path);
	const start = findFixedPath({ path, hasWildcard });
	if (start.length === parts.length) {
		const node = findNode(tree, followPath(tree, parts, false));
		return node ? [{ path: `/${parts.join('/')}`, node }] : [];
	}
	const node = findNode(tree, followPath(tree, start, true));
	const matches: PathMatch[] = [];
	if (node) matchBelow(node, `/${start.join('/')}`, parts.slice(start.length), matches);
	return matches;
}

function matchBelow(node: TreeNode, path: string, patterns: readonly string[], matches: PathMatch[]): void {
	const [pattern, ...rest] = patterns;
	if (node.kind !== 'folder' || pattern === undefined) return;
	const isMatch = parseGlob(pattern.replaceAll('**', '*'));
	for (const [name, child] of sortChildren(node.children)) {
		if (!isMatch?.(name)) continue;
		const below = path === '/' ? `/${name}` : `${path}/${name}`;
		if (rest.length === 0) matches.push({ path: below, node: child });
		else matchBelow(child, below, rest, matches);
	}
}

/** The part of a tree that selectors reach, with the folders on the way and what links in it lead to. */
export function narrowTree(tree: FileTree, selectors: readonly Selector[]): FileTree {
	let narrowed: FileTree = { ...tree, root: { ...tree.root, children: new Map() } };
	for (const selector of selectors) {
		if (selector.path === '/' || isHidden(selector.path)) return tree;
		for (const { path } of listMatches(tree, selector)) {
			for (const way of [splitPath(path), followPath(tree, splitPath(path), true)]) {
				const node = findNode(tree, way);
				if (node) narrowed = replaceNode(narrowed, way, node);
			}
		}
	}
	return narrowed;
}
