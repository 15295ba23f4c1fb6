import { splitPath } from '../../source/split-path.ts';
import { type FileTree, type FolderNode, findNode, followPath, type TreeNode } from './file-tree.ts';
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
): { readonly nodes: readonly IncludedNode[]; readonly missing: string | undefined } {
	const lister = new Lister(tree, makeFilter(selector), digests);
	for (const { path, node } of listMatches(tree, selector)) lister.visit(path, node, '');
	return lister;
}

class Lister {
	readonly nodes: IncludedNode[] = [];
	/** A link that leads nowhere, where the engine follows it. */
	missing: string | undefined;
	readonly #tree: FileTree;
	readonly #filter: Filter;
	readonly #digests: NodeDigests;

	constructor(tree: FileTree, filter: Filter, digests: NodeDigests) {
		this.#tree = tree;
		this.#filter = filter;
		this.#digests = digests;
	}

	/** `inner` is the path as the filters see it. */
	visit(path: string, node: TreeNode, inner: string): void {
		const isIncluded = this.#filter(inner);
		if (node.kind === 'folder') this.#visitFolder(path, node, inner, isIncluded);
		else if (isIncluded) this.#add(path, node, inner === '');
	}

	/** A folder is listed too once anything in it is; the root of the tree never is. */
	#visitFolder(path: string, node: FolderNode, inner: string, isIncluded: boolean): void {
		const start = this.nodes.length;
		for (const [name, child] of sortChildren(node.children)) {
			if (path !== '/') this.visit(`${path}/${name}`, child, inner === '' ? name : `${inner}/${name}`);
			else if (child.kind === 'folder') this.visit(`/${name}`, child, name);
			else if (this.#filter(name)) this.#add(`/${name}`, child, true);
		}
		const isListed = path !== '/' && (isIncluded || this.nodes.length > start);
		if (isListed)
			this.nodes.splice(start, 0, { name: getLastName(path), digest: this.#digests.digestHead(node) });
	}

	/** A link is followed where no listed folder stands above it, whatever the filters say of what it leads to. */
	#add(path: string, node: TreeNode, isFollowed: boolean): void {
		const followed = isFollowed ? findNode(this.#tree, followPath(this.#tree, splitPath(path), true)) : node;
		if (followed) this.nodes.push({ name: getLastName(path), digest: this.#digests.digestWhole(followed) });
		else this.missing ??= path;
	}
}

function getLastName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1) || '/';
}
