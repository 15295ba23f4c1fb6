import type { Mount } from '../dockerfile/mounts.ts';
import type { ShellCommand } from '../shell/command.ts';
import { listPathPatterns, type WordReader } from '../shell/path-word.ts';
import type { ShellWord } from '../shell/shell-word.ts';
import { isWithin, resolvePath } from './paths.ts';
import { listRemovals, type Removal } from './removals.ts';
import { listShellFolders } from './shell-folders.ts';

/** The words of a `RUN` mean what its own place in the file says. */
export interface LayerSource {
	readonly commands: readonly ShellCommand[];
	readonly folder: string | undefined;
	readonly mounts: readonly Mount[];
	readonly home: string;
	expand(reference: string): string | undefined;
}

/** What one `RUN` does to files, command by command; worked out as far as it is asked for. */
export class RunLayer {
	readonly #source: LayerSource;
	#folders: readonly (string | undefined)[] | undefined;
	#removals: readonly (readonly Removal[])[] | undefined;

	constructor(source: LayerSource) {
		this.#source = source;
	}

	get commands(): readonly ShellCommand[] {
		return this.#source.commands;
	}

	/** The folder that each command runs in. */
	get folders(): readonly (string | undefined)[] {
		this.#folders ??= listShellFolders(this.commands, this.#source.folder, (command) => this.#read(command));
		return this.#folders;
	}

	/** What each command removes. */
	get removals(): readonly (readonly Removal[])[] {
		this.#removals ??= this.commands.map((command, index) =>
			listRemovals(command, this.folders[index], this.#read(command), this.commands),
		);
		return this.#removals;
	}

	/** Where something is mounted that does not become part of the layer. */
	get mounts(): readonly string[] {
		return listMountTargets(this.#source.mounts, this.#source.folder);
	}

	/** What the command would remove if its shell knew braces. */
	listBraceRemovals(index: number): readonly Removal[] {
		const command = this.commands[index];
		if (!command || command.shell === undefined) return [];
		const reader = { ...this.#read(command), shell: 'bash' };
		return listRemovals(command, this.folders[index], reader, this.commands);
	}

	/** The value of a word of a command, where it is one and known. */
	readWord(word: ShellWord | undefined, index: number): string | undefined {
		const command = this.commands[index];
		const [path, another] = word && command ? listPathPatterns(word, this.#read(command)) : [];
		return path?.isKnown && !another ? path.text : undefined;
	}

	/** A path from the root of the image, as the command at `index` means it; `undefined` where its folder is not known. */
	resolve(path: string, index: number): string | undefined {
		const { home } = this.#source;
		return resolvePath(
			path.replace(/^~(?=\/|$)/, () => home),
			this.folders[index],
		);
	}

	#read({ shell }: ShellCommand): WordReader {
		const { home, expand } = this.#source;
		return { shell, home, expand };
	}
}

/** Where mounts stand, from the root of the image; relative targets count from the working folder. */
export function listMountTargets(mounts: readonly Mount[], folder: string | undefined): readonly string[] {
	return mounts.flatMap(({ target }) => (target ? (resolvePath(target, folder) ?? []) : []));
}

/** True where a mount hides the path from the layer. */
export function isMounted({ mounts }: RunLayer, path: string): boolean {
	return mounts.some((target) => isWithin(path, target));
}

/** True where a command behind the one at `index` removes the path, or may do so. */
export function isRemovedAfter({ removals }: RunLayer, path: string, index: number): boolean {
	return removals.some((list, at) => at > index && list.some(({ covers }) => covers(path)));
}
