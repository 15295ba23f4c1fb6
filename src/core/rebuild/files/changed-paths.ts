import { splitPath } from '../../source/split-path.ts';
import type { BuildInput, ContextEntry } from '../model.ts';
import type { SentContext } from './context-tree.ts';
import { findNode, isSameNode, type TreeNode } from './file-tree.ts';
import type { Selection } from './selection.ts';

/** What became of a path. */
export type PathChange = 'changed' | 'added' | 'removed';

/** The paths in which two selections differ, as far as they are known. */
export function comparePaths(
	before: readonly Selection[],
	after: Selection,
): ReadonlyMap<string, PathChange> {
	const changes = new Map<string, PathChange>();
	const nodes = after.listNodes();
	const earlier = new Map(before.flatMap((selection) => [...selection.listNodes()]));
	for (const [path, node] of nodes) {
		const other = earlier.get(path);
		if (!other) changes.set(path, 'added');
		else if (!isSameNode(node, other)) changes.set(path, 'changed');
	}
	for (const path of earlier.keys()) if (!nodes.has(path)) changes.set(path, 'removed');
	return dropFolders(changes, (path) => nodes.get(path) ?? earlier.get(path));
}

/** A folder that came or went with its files needs no mention. */
function dropFolders(
	changes: ReadonlyMap<string, PathChange>,
	find: (path: string) => TreeNode | undefined,
): Map<string, PathChange> {
	const leaves = new Map<string, PathChange>();
	for (const [path, change] of changes) {
		const hasFiles = [...changes.keys()].some((other) => other.startsWith(`${path}/`));
		if (find(path)?.kind !== 'folder' || !hasFiles) leaves.set(path.slice(1), change);
	}
	return leaves;
}

/** The paths of the context that are not the same in both builds, those that are kept out of them included. */
export function listEditedPaths(before: BuildInput, after: BuildInput): string[] {
	const earlier = new Map(before.context.map((entry) => [entry.path, entry]));
	const edited: string[] = [];
	for (const entry of after.context) {
		const other = earlier.get(entry.path);
		earlier.delete(entry.path);
		if (other !== entry && !isSameEntry(entry, other)) edited.push(entry.path);
	}
	return [...edited, ...earlier.keys()].sort();
}

function isSameEntry(one: ContextEntry, other: ContextEntry | undefined): boolean {
	const { kind = 'file', content = '', mode } = one;
	return (
		other !== undefined &&
		kind === (other.kind ?? 'file') &&
		content === (other.content ?? '') &&
		mode === other.mode
	);
}

/** True where a path is part of the build in one of the two contexts. */
export function isSent(path: string, contexts: readonly SentContext[]): boolean {
	return contexts.some(({ tree }) => findNode(tree, splitPath(path)) !== undefined);
}
