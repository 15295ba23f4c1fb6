import { type IgnoreFile, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { splitPath } from '../../source/split-path.ts';
import type { BuildInput, ContextEntry } from '../model.ts';
import type { FileTree, FolderNode, TreeNode } from './file-tree.ts';
import { ROOT_OWNER } from './file-tree.ts';

/** A build context as the engine gets it. */
export interface SentContext {
	/** Without what the ignore file keeps back. */
	readonly tree: FileTree;
	readonly ignore: IgnoreFile;
}

interface MutableFolder {
	mode: number | undefined;
	readonly children: Map<string, MutableFolder | TreeNode>;
}

/** The files that are sent to the engine. Owners are not among what is sent. */
export function readContext({ context, ignoreFile }: BuildInput): SentContext {
	const ignore = parseIgnoreFile(ignoreFile ?? '');
	const root: MutableFolder = { mode: undefined, children: new Map() };
	for (const entry of context) {
		if (ignoreFile !== undefined && ignore.isIgnored(entry.path)) placeFolders(root, entry.path, ignore);
		else placeEntry(root, entry);
	}
	return { tree: { root: freezeFolder(root) }, ignore };
}

/** A folder whose files are all ignored is sent all the same, empty, unless it is ignored itself. */
function placeFolders(root: MutableFolder, path: string, ignore: IgnoreFile): void {
	for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
		const folder = path.slice(0, end);
		if (ignore.isIgnored(folder)) continue;
		placeEntry(root, { path: folder, kind: 'folder' });
		return;
	}
}

function placeEntry(root: MutableFolder, entry: ContextEntry): void {
	const path = splitPath(entry.path);
	const name = path.pop();
	let folder = root;
	for (const part of path) folder = enterFolder(folder, part);
	if (name === undefined) return;
	if (entry.kind === 'folder') enterFolder(folder, name).mode ??= entry.mode;
	else folder.children.set(name, makeNode(entry));
}

function enterFolder(folder: MutableFolder, name: string): MutableFolder {
	const existing = folder.children.get(name);
	if (existing && !('kind' in existing)) return existing;
	const created: MutableFolder = { mode: undefined, children: new Map() };
	folder.children.set(name, created);
	return created;
}

function makeNode({ kind, content = '', mode = 0o644, isArchive = false }: ContextEntry): TreeNode {
	if (kind === 'link') return { kind: 'link', target: content, owner: ROOT_OWNER };
	return { kind: 'file', content, mode, owner: ROOT_OWNER, isArchive };
}

function freezeFolder({ mode = 0o755, children }: MutableFolder): FolderNode {
	const frozen = new Map<string, TreeNode>();
	for (const [name, child] of children) frozen.set(name, 'kind' in child ? child : freezeFolder(child));
	return { kind: 'folder', mode, owner: ROOT_OWNER, children: frozen };
}

/** The context with the modes that an engine goes on with, which has the earlier one already: folders keep the mode they came with. */
export function keepFolderModes(tree: FileTree, earlier: FileTree): FileTree {
	return { ...tree, root: keepModes(tree.root, earlier.root) };
}

function keepModes(folder: FolderNode, earlier: FolderNode): FolderNode {
	const children = new Map<string, TreeNode>();
	for (const [name, child] of folder.children) {
		const before = earlier.children.get(name);
		children.set(
			name,
			child.kind === 'folder' && before?.kind === 'folder' ? keepModes(child, before) : child,
		);
	}
	return { ...folder, mode: earlier.mode, children };
}
