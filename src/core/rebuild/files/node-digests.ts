import type { Interner } from '../operations/interner.ts';
import type { TreeNode } from './file-tree.ts';

/** The digests by which the engine compares files, worked out once for each node. */
export class NodeDigests {
	readonly #interner: Interner;
	readonly #whole = new WeakMap<TreeNode, string>();

	constructor(interner: Interner) {
		this.#interner = interner;
	}

	/** Of a file, a link, or a folder with all that is in it, its own mode included. A name is no part of it. */
	digestWhole(node: TreeNode): string {
		const known = this.#whole.get(node);
		if (known !== undefined) return known;
		const digest = node.kind === 'folder' ? this.#digestFolder(node) : this.digestHead(node);
		this.#whole.set(node, digest);
		return digest;
	}

	/** Of a folder without what is in it. */
	digestHead(node: TreeNode): string {
		if (node.kind === 'file') return this.#interner.name('file', `${node.mode}`, node.owner, node.content);
		if (node.kind === 'link') return this.#interner.name('link', node.owner, node.target);
		return this.#interner.name('folder', `${node.mode}`, node.owner);
	}

	#digestFolder(node: Extract<TreeNode, { kind: 'folder' }>): string {
		const parts = ['tree', this.digestHead(node)];
		for (const [name, child] of sortChildren(node.children)) parts.push(name, this.digestWhole(child));
		return this.#interner.name(...parts);
	}
}

/** By name, as the engine walks a folder. */
export function sortChildren(children: ReadonlyMap<string, TreeNode>): [string, TreeNode][] {
	return [...children].sort(([a], [b]) => (a < b ? -1 : 1));
}
