import type { Mount } from '../dockerfile/mounts.ts';
import type { ShellCommand } from '../shell/command.ts';
import { listPathPatterns, type WordReader } from '../shell/path-word.ts';
import type { ShellWord } from '../shell/shell-word.ts';
import { isWithin, resolvePath } from './paths.ts';
import { listRemovals, type Removal } from './removals.ts';
import { listShellFolders } from './shell-folders.ts';

/** What one `RUN` does to files, command by command. */
export interface Layer {
	readonly commands: readonly ShellCommand[];
	/** The folder that each command runs in. */
	readonly folders: readonly (string | undefined)[];
	/** What each command removes. */
	readonly removals: readonly (readonly Removal[])[];
	/** Where something is mounted that does not become part of the layer. */
	readonly mounts: readonly string[];
	/** What the command would remove if its shell knew braces. */
	listBraceRemovals(index: number): readonly Removal[];
	/** The value of a word of a command, where it is one and known. */
	readWord(word: ShellWord | undefined, index: number): string | undefined;
	/** A path from the root of the image, as the command at `index` means it; `undefined` where its folder is not known. */
	resolve(path: string, index: number): string | undefined;
}

/** The words of a `RUN` mean what its own place in the file says. */
export interface LayerSource {
	readonly commands: readonly ShellCommand[];
	readonly folder: string | undefined;
	readonly mounts: readonly Mount[];
	readonly home: string;
	expand(reference: string): string | undefined;
}

export function readLayer({ commands, folder, mounts, home, expand }: LayerSource): Layer {
	const readers = new Map<string | undefined, WordReader>();
	const findReader = ({ shell }: ShellCommand) => {
		const reader = readers.get(shell) ?? { shell, home, expand };
		readers.set(shell, reader);
		return reader;
	};
	const folders = listShellFolders(commands, folder, findReader);
	return {
		commands,
		folders,
		removals: commands.map((command, index) =>
			listRemovals(command, folders[index], findReader(command), commands),
		),
		mounts: listMountTargets(mounts, folder),
		listBraceRemovals(index) {
			const command = commands[index];
			if (!command || command.shell === undefined) return [];
			return listRemovals(command, folders[index], { shell: 'bash', home, expand }, commands);
		},
		readWord(word, index) {
			const command = commands[index];
			const [path, another] = word && command ? listPathPatterns(word, findReader(command)) : [];
			return path?.isKnown && !another ? path.text : undefined;
		},
		resolve: (path, index) =>
			resolvePath(
				path.replace(/^~(?=\/|$)/, () => home),
				folders[index],
			),
	};
}

/** Where mounts stand, from the root of the image; relative targets count from the working folder. */
export function listMountTargets(mounts: readonly Mount[], folder: string | undefined): readonly string[] {
	return mounts.flatMap(({ target }) => (target ? (resolvePath(target, folder) ?? []) : []));
}

/** True where a mount hides the path from the layer. */
export function isMounted({ mounts }: Layer, path: string): boolean {
	return mounts.some((target) => isWithin(path, target));
}

/** True where a command behind the one at `index` removes the path, or may do so. */
export function isRemovedAfter({ removals }: Layer, path: string, index: number): boolean {
	return removals.some((list, at) => at > index && list.some(({ covers }) => covers(path)));
}
