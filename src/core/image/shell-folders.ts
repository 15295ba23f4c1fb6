import type { ShellCommand } from '../shell/command.ts';
import { listPathPatterns, type WordReader } from '../shell/path-word.ts';
import { BASE_FOLDER, resolvePath } from './paths.ts';

/** Where a shell stands: its folder, the one before, and those that `pushd` keeps. */
interface ShellState {
	readonly process: number;
	folder: string | undefined;
	previous: string | undefined;
	readonly pushed: (string | undefined)[];
}

/** The folder that each command runs in, in their order; what a subshell does to its folder ends with it. */
export function listShellFolders(
	commands: readonly ShellCommand[],
	start: string | undefined,
	read: (command: ShellCommand) => WordReader,
): readonly (string | undefined)[] {
	// Most shells stay where they are.
	if (!commands.some(isChange)) return commands.map(() => start);
	const states: ShellState[] = [{ process: 0, folder: start, previous: undefined, pushed: [] }];
	return commands.map((command) => {
		const state = enterProcesses(states, command.surroundings.processes);
		const { folder } = state;
		if (isChange(command)) changeFolder(state, command, read(command));
		return folder;
	});
}

function isChange({ name }: ShellCommand): boolean {
	return name === 'cd' || name === 'pushd' || name === 'popd';
}

function enterProcesses(states: ShellState[], processes: readonly number[]): ShellState {
	let depth = 1;
	while (depth < states.length && states[depth]?.process === processes[depth - 1]) depth++;
	states.length = Math.min(states.length, depth);
	for (const process of processes.slice(depth - 1)) {
		const outer = states.at(-1);
		states.push({
			process,
			folder: outer?.folder,
			previous: outer?.previous,
			pushed: [...(outer?.pushed ?? [])],
		});
	}
	return states.at(-1) ?? { process: 0, folder: undefined, previous: undefined, pushed: [] };
}

function changeFolder(state: ShellState, command: ShellCommand, reader: WordReader): void {
	const before = state.folder;
	if (command.name === 'pushd') state.pushed.push(before);
	state.folder = command.name === 'popd' ? state.pushed.pop() : resolveTarget(state, command, reader);
	state.previous = before;
}

/** An unknown folder is known to be the same until the next change, and no more. */
function resolveTarget(
	{ folder, previous }: ShellState,
	{ args, span }: ShellCommand,
	reader: WordReader,
): string | undefined {
	const word = args.find(({ raw }) => raw === '-' || !raw.startsWith('-'));
	if (!word) return reader.home;
	if (word.raw === '-') return previous;
	const [path, another] = listPathPatterns(word, reader);
	const isKnown = path?.isKnown === true && !path.isPattern && !another;
	return (isKnown ? resolvePath(path.text, folder) : undefined) ?? `${BASE_FOLDER}${span.start}`;
}
