import { splitPath } from '../../source/split-path.ts';
import { isHidden } from '../operations/hidden-text.ts';
import type { Interner } from '../operations/interner.ts';
import { type FileTree, findNode, followPath, type TreeNode } from './file-tree.ts';
import { listIncluded } from './included-nodes.ts';
import type { NodeDigests } from './node-digests.ts';
import { listMatches } from './path-matches.ts';
import { findFixedPath, isPlain, makeFilter, plainSelector, type Selector } from './selector.ts';

/** The content that selectors find. */
export interface Selection {
	/** Equal for equal content; different where the content differs or cannot be compared. */
	readonly key: string;
	/** False where part of it is not known, so that another key may still mean the same content. */
	readonly isExact: boolean;
	/** The path that a selector names and that is not there: the engine stops at such a step. */
	readonly missing?: string | undefined;
	/** True where wildcards match nothing in a folder: the engine stops there if it has no other reason to get the folder. */
	readonly isEmpty?: boolean;
	/** Every file, link and folder selected, as far as it is known. */
	listNodes(): ReadonlyMap<string, TreeNode>;
}

interface Tools {
	readonly interner: Interner;
	readonly digests: NodeDigests;
}

/** Finds what the engine would hash for a step: the content, never the names above it. */
export function selectContent(tree: FileTree, selectors: readonly Selector[], tools: Tools): Selection {
	const parts = mergeSelectors(selectors).map((selector) => selectOne(tree, selector, tools));
	const missing = parts.find((part) => part.missing !== undefined)?.missing ?? findMissing(tree, selectors);
	let nodes: Map<string, TreeNode> | undefined;
	return {
		key: tools.interner.name('selection', ...parts.map(({ key }) => key)),
		isExact: !parts.some(({ isOpen }) => isOpen),
		missing,
		isEmpty: parts.some(({ isEmpty }) => isEmpty),
		listNodes: () => {
			nodes ??= collectNodes(tree, selectors);
			return nodes;
		},
	};
}

/** A path that is read has to be there, also where another one covers its content. */
function findMissing(tree: FileTree, selectors: readonly Selector[]): string | undefined {
	if (tree.unknown !== undefined) return undefined;
	const isThere = ({ path }: Selector) =>
		findNode(tree, followPath(tree, splitPath(path), true)) !== undefined;
	return selectors.find((selector) => isPlain(selector) && !isHidden(selector.path) && !isThere(selector))
		?.path;
}

/** A plain path below another one adds nothing; the rest is compared in the order of paths. */
function mergeSelectors(selectors: readonly Selector[]): Selector[] {
	const plain = new Set(selectors.filter(isPlain).map(({ path }) => path));
	const isCovered = (path: string) =>
		[...plain].some((other) => other !== path && path.startsWith(other.endsWith('/') ? other : `${other}/`));
	const kept = [...plain].filter((path) => !isCovered(path)).map(plainSelector);
	const others = selectors.filter((selector) => !isPlain(selector));
	return [...kept, ...others].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

interface Part {
	readonly key: string;
	/** Part of it is not known. */
	readonly isOpen?: true;
	readonly missing?: string;
	readonly isEmpty?: boolean;
}

function selectOne(tree: FileTree, selector: Selector, tools: Tools): Part {
	const { path } = selector;
	if (isHidden(path)) {
		const whole = tools.digests.digestWhole(tree.root);
		return { key: JSON.stringify(['hidden', tree.unknown, whole, selector]), isOpen: true };
	}
	if (isPlain(selector)) return selectPath(tree, path, tools);
	if (tree.unknown !== undefined) return selectUnknown(tree.unknown, selector);
	const { nodes, missing } = listIncluded(tree, selector, tools.digests);
	if (missing !== undefined) return { key: 'missing', missing };
	const base = splitPath(path).at(-1) ?? '/';
	const [only] = nodes;
	if (nodes.length === 1 && only && only.name === base) return { key: only.digest };
	const key = tools.interner.name('list', ...nodes.flatMap(({ name, digest }) => [name, digest]));
	const fixed = findFixedPath(selector);
	const isMissing = nodes.length === 0 && !findNode(tree, followPath(tree, fixed, true));
	if (isMissing) return { key, missing: `/${fixed.join('/')}` };
	return nodes.length === 0 && fixed.length > 0 ? { key, isEmpty: true } : { key };
}

function selectPath(tree: FileTree, path: string, { digests }: Tools): Part {
	const way = followPath(tree, splitPath(path), true);
	const node = findNode(tree, way);
	if (tree.unknown !== undefined && node?.kind !== 'file')
		return selectUnknown(tree.unknown, plainSelector(path));
	if (!node) return { key: 'missing', missing: path };
	if (node.kind === 'file' && isHidden(node.content)) return { key: digests.digestWhole(node), isOpen: true };
	return { key: digests.digestWhole(node) };
}

function selectUnknown(unknown: string, selector: Selector): Part {
	return { key: JSON.stringify(['unknown', unknown, selector]), isOpen: true };
}

function collectNodes(tree: FileTree, selectors: readonly Selector[]): Map<string, TreeNode> {
	const nodes = new Map<string, TreeNode>();
	for (const selector of selectors) collectSelected(tree, selector, nodes);
	return nodes;
}

function collectSelected(tree: FileTree, selector: Selector, nodes: Map<string, TreeNode>): void {
	if (isHidden(selector.path)) return;
	const filter = makeFilter(selector);
	const visit = (node: TreeNode, path: string, inner: string): void => {
		if (path !== '/' && filter(inner)) nodes.set(path, node);
		if (node.kind !== 'folder') return;
		for (const [name, child] of node.children)
			visit(child, path === '/' ? `/${name}` : `${path}/${name}`, inner === '' ? name : `${inner}/${name}`);
	};
	for (const { path, node: named } of listMatches(tree, selector)) {
		if (named.kind === 'link') nodes.set(path, named);
		const way = followPath(tree, splitPath(path), true);
		const node = findNode(tree, way);
		if (node) visit(node, `/${way.join('/')}`, '');
	}
}
