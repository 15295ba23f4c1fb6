import { parseGlob } from '../build-context/glob.ts';
import { parseIgnoreFile } from '../build-context/ignore-file.ts';
import { type FileTree, findNode, followPath, replaceNode, splitPath, type TreeNode } from './file-tree.ts';
import { isHidden } from './hidden-text.ts';
import type { Interner } from './interner.ts';
import { type NodeDigests, sortChildren } from './node-digests.ts';

/** What a step reads of a tree. */
export interface Selector {
	readonly path: string;
	/** `*`, `?` and `[a-z]` in the path match names. */
	readonly hasWildcard: boolean;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

/** The content that selectors find. */
export interface Selection {
	/** Equal for equal content; different where the content differs or cannot be compared. */
	readonly key: string;
	/** False where part of it is not known, so that another key may still mean the same content. */
	readonly isExact: boolean;
	/** The path that a selector names and that is not there: the engine stops at such a step. */
	readonly missing?: string;
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
	const missing = parts.find((part) => part.missing !== undefined)?.missing;
	return {
		key: tools.interner.name('selection', ...parts.map(({ key }) => key)),
		isExact: parts.every(({ isExact }) => isExact),
		...(missing === undefined ? {} : { missing }),
		...(parts.some(({ isEmpty }) => isEmpty) ? { isEmpty: true } : {}),
		listNodes: () => {
			const nodes = new Map<string, TreeNode>();
			for (const selector of selectors) collectNodes(tree, selector, nodes);
			return nodes;
		},
	};
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

export function plainSelector(path: string): Selector {
	return { path, hasWildcard: false, include: [], exclude: [] };
}

function isPlain({ hasWildcard, include, exclude }: Selector): boolean {
	return !hasWildcard && include.length === 0 && exclude.length === 0;
}

interface Part {
	readonly key: string;
	readonly isExact: boolean;
	readonly missing?: string;
	readonly isEmpty?: boolean;
}

function selectOne(tree: FileTree, selector: Selector, tools: Tools): Part {
	const { path } = selector;
	if (isHidden(path)) {
		const whole = tools.digests.digestWhole(tree.root);
		return { key: JSON.stringify(['hidden', tree.unknown, whole, selector]), isExact: false };
	}
	if (isPlain(selector)) return selectPath(tree, path, tools);
	if (tree.unknown !== undefined) return selectUnknown(tree.unknown, selector);
	const { found, missing } = listIncluded(tree, selector, tools.digests);
	if (missing !== undefined) return { key: 'missing', isExact: true, missing };
	const base = splitPath(path).at(-1) ?? '/';
	const [only] = found;
	if (found.length === 1 && only && only.name === base) return { key: only.digest, isExact: true };
	const key = tools.interner.name('list', ...found.flatMap(({ name, digest }) => [name, digest]));
	const fixed = findFixedPath(selector);
	const isMissing = found.length === 0 && !findNode(tree, followPath(tree, fixed, true));
	if (isMissing) return { key, isExact: true, missing: `/${fixed.join('/')}` };
	return found.length === 0 && fixed.length > 0
		? { key, isExact: true, isEmpty: true }
		: { key, isExact: true };
}

/** The part of a path in front of its first wildcard: wildcards may match nothing, but that part has to be there. */
function findFixedPath({ path, hasWildcard }: Selector): string[] {
	const parts = splitPath(path);
	const firstWild = hasWildcard ? parts.findIndex(hasWildcards) : -1;
	return firstWild === -1 ? parts : parts.slice(0, firstWild);
}

function selectPath(tree: FileTree, path: string, { digests }: Tools): Part {
	const way = followPath(tree, splitPath(path), true);
	const node = findNode(tree, way);
	if (tree.unknown !== undefined && node?.kind !== 'file')
		return selectUnknown(tree.unknown, plainSelector(path));
	if (!node) return { key: 'missing', isExact: true, missing: path };
	if (node.kind === 'file' && isHidden(node.content))
		return { key: digests.digestWhole(node), isExact: false };
	return { key: digests.digestWhole(node), isExact: true };
}

function selectUnknown(unknown: string, selector: Selector): Part {
	return { key: JSON.stringify(['unknown', unknown, selector]), isExact: false };
}

interface Included {
	/** The last name of the path: the engine looks at no more of it. */
	readonly name: string;
	readonly digest: string;
}

/** What wildcards and filters leave, folders by their own digest only, as the engine lists it. */
function listIncluded(
	tree: FileTree,
	selector: Selector,
	digests: NodeDigests,
): { readonly found: readonly Included[]; readonly missing?: string } {
	const filter = makeFilter(selector);
	const found: Included[] = [];
	for (const { path, node } of listMatches(tree, selector)) {
		// A link that is named itself is followed, whatever the filters say of what it leads to.
		if (node.kind === 'link') {
			if (!filter('')) continue;
			const target = findNode(tree, followPath(tree, splitPath(path), true));
			if (!target) return { found, missing: path };
			found.push({ name: lastName(path), digest: digests.digestWhole(target) });
			continue;
		}
		collectIncluded({ path, node, inner: '', isTop: path === '/' }, filter, digests, found);
	}
	return { found };
}

interface Visit {
	readonly path: string;
	readonly node: TreeNode;
	/** The path as the filters see it. */
	readonly inner: string;
	/** The root of the tree is no entry itself. */
	readonly isTop: boolean;
}

/** True where something was included. A folder is listed too once anything in it is. */
function collectIncluded(visit: Visit, filter: Filter, digests: NodeDigests, found: Included[]): void {
	const { path, node, inner, isTop } = visit;
	const isIncluded = filter(inner);
	const entry = { name: lastName(path), digest: digests.digestHead(node) };
	if (node.kind !== 'folder') {
		if (isIncluded) found.push(entry);
		return;
	}
	const start = found.length;
	for (const [name, child] of sortChildren(node.children)) {
		const below = path === '/' ? `/${name}` : `${path}/${name}`;
		collectIncluded(
			{ path: below, node: child, inner: inner === '' ? name : `${inner}/${name}`, isTop: false },
			filter,
			digests,
			found,
		);
	}
	if (!isTop && (isIncluded || found.length > start)) found.splice(start, 0, entry);
}

function lastName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1) || '/';
}

/** True for a path below the selected one that is taken. */
type Filter = (inner: string) => boolean;

export function makeFilter({ include, exclude }: Pick<Selector, 'include' | 'exclude'>): Filter {
	const included = include.length === 0 ? undefined : matchPatterns(include);
	const excluded = exclude.length === 0 ? undefined : matchPatterns(exclude);
	return (inner) => (!included || included(inner)) && !excluded?.(inner);
}

/** The patterns of `--exclude` and `--parents` are matched as those of an ignore file are. */
function matchPatterns(patterns: readonly string[]): Filter {
	const file = parseIgnoreFile(patterns.join('\n'));
	return (inner) => inner !== '' && file.isIgnored(inner);
}

interface Match {
	readonly path: string;
	readonly node: TreeNode;
}

/** What the path of a selector names: itself, or all that its wildcards match. */
export function listMatches(tree: FileTree, { path, hasWildcard }: Selector): Match[] {
	const parts = splitPath(path);
	const start = findFixedPath({ path, hasWildcard, include: [], exclude: [] });
	if (start.length === parts.length) {
		const node = findNode(tree, followPath(tree, parts, false));
		return node ? [{ path: `/${parts.join('/')}`, node }] : [];
	}
	const node = findNode(tree, followPath(tree, start, true));
	const matches: Match[] = [];
	if (node) matchBelow(node, `/${start.join('/')}`, parts.slice(start.length), matches);
	return matches;
}

function matchBelow(node: TreeNode, path: string, patterns: readonly string[], matches: Match[]): void {
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

/** True where a path has `*`, `?` or `[` that no backslash takes the meaning from. */
export function hasWildcards(path: string): boolean {
	return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(path);
}

function collectNodes(tree: FileTree, selector: Selector, nodes: Map<string, TreeNode>): void {
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
