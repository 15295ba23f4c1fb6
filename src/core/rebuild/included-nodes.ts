import { type FileTree, findNode, followPath, splitPath, type TreeNode } from './file-tree.ts';
import { type NodeDigests, sortChildren } from './node-digests.ts';
import { listMatches } from './path-matches.ts';
import { type Filter, makeFilter, type Selector } from './selector.ts';

export interface IncludedNode {
	/** The last name of the path: the engine looks at no more of it. */
	readonly name: string;
	readonly digest: string;
}

/** What wildcards and filters leave, folders by their own digest only, as the engine lists it. */
export function listIncluded(
	tree: FileTree,
	selector: Selector,
	digests: NodeDigests,
): { readonly found: readonly IncludedNode[]; readonly missing?: string } {
	const filter = makeFilter(selector);
	const found: IncludedNode[] = [];
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
function collectIncluded(visit: Visit, filter: Filter, digests: NodeDigests, found: IncludedNode[]): void {
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
