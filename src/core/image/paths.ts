import type { Instruction } from '../dockerfile/model.ts';
import { mountFields } from '../dockerfile/mounts.ts';
import type { Variables } from '../dockerfile/variables/variables.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';

/** The folder that a base image starts in, which no Dockerfile tells: a path below it is known to be the same again, and no more. */
export const BASE_FOLDER = '/\0';

/** A path in the image, from its root, without `.`, `..` and doubled slashes; relative ones count from `folder`. `~` is root's home. */
export function resolveImagePath(path: string, folder: string): string {
	// Most paths are written as they are meant.
	if (path.startsWith('/') && !/\/(?:[/.]|$)/.test(path)) return path;
	const home = path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');
	const parts: string[] = [];
	for (const part of (home.startsWith('/') ? home : `${folder}/${home}`).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}

/** The working folder behind this instruction; `undefined` where a variable decides it. */
export function resolveWorkingFolder(
	instruction: Instruction,
	folder: string | undefined,
	variables: Variables,
): string | undefined {
	if (instruction.keyword !== 'WORKDIR') return folder;
	const path = variables.expand(instruction.body.text, instruction).value;
	if (path === undefined) return undefined;
	if (folder === undefined && !path.startsWith('/')) return undefined;
	return resolveImagePath(path, folder ?? '/');
}

/** `undefined` for a relative path in a folder that is not known. */
export function resolvePath(path: string, folder: string | undefined): string | undefined {
	if (path === '' || (folder === undefined && !/^[/~]/.test(path))) return undefined;
	return resolveImagePath(path, folder ?? '/');
}

/** The folder that a shell is in behind this command, which may be a `cd`. */
export function resolveShellFolder(
	folder: string | undefined,
	{ name, args: [target] }: ShellCommand,
	valueIn: (word: ShellWord | undefined) => string | undefined,
): string | undefined {
	if (name === 'popd') return undefined;
	if (name !== 'cd' && name !== 'pushd') return folder;
	const path = valueIn(target);
	return path === undefined || path === '-' ? undefined : resolvePath(path, folder);
}

/** Where a `RUN` mounts something that does not become part of the layer: `cache`, `tmpfs`, `bind`, `secret`. */
export function mountTargets({ flags }: Instruction): readonly string[] {
	return flags.flatMap(({ name, value }) => {
		if (name !== 'mount' || !value) return [];
		const target = mountFields(value)?.find(({ key }) => /^(?:target|dst|destination)$/.test(key))?.value;
		return target === undefined ? [] : [resolveImagePath(target, BASE_FOLDER)];
	});
}

/** True where `path` is `folder` or stands below it. */
export function isWithin(path: string, folder: string): boolean {
	return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

/** What a `COPY` or `ADD` of files from the build context names. */
export interface LocalCopy {
	/** Relative to the context's root, `.` for the root itself; a trailing slash stays. */
	readonly sources: readonly string[];
	readonly target: string;
}

/** Reads a copy from the build context; `undefined` for other stages, heredocs, and where a variable hides the paths. */
export function readLocalCopy(instruction: Instruction, variables: Variables): LocalCopy | undefined {
	const { keyword } = instruction;
	if (keyword !== 'COPY' && keyword !== 'ADD') return undefined;
	const { flags, args, heredocs } = instruction;
	if (heredocs.length > 0 || flags.some(({ name }) => name === 'from')) return undefined;
	const paths = args.map(({ text }) => (isPlain(text) ? text : variables.expand(text, instruction).value));
	const target = paths.pop();
	const sources = paths.flatMap((path) =>
		path === undefined || isRemote(path) ? [] : [resolveContextPath(path)],
	);
	return target === undefined || sources.length === 0 ? undefined : { sources, target };
}

function isPlain(text: string): boolean {
	return /^[\w./*@+-]*$/.test(text);
}

/** True for an address of git or of the web, and for what its author takes for one: no file of the context is meant. */
export function isRemote(path: string): boolean {
	return /^(\w[\w+.-]*:\/\/|[\w.-]+@[\w.-]+:|github\.com\/)/i.test(path);
}

function resolveContextPath(path: string): string {
	const plain = resolveImagePath(path, '/').slice(1);
	if (plain === '') return '.';
	return path.endsWith('/') ? `${plain}/` : plain;
}
