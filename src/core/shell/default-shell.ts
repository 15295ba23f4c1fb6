import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { findFirstIndex } from '../source/first-from.ts';
import { extractProgramName, isShell } from './wrappers.ts';

/** Where the default shell changes, by offset. */
export interface ShellChange {
	readonly start: number;
	/** Its name; `undefined` for PowerShell, cmd and anything but a `sh`. */
	readonly shell: string | undefined;
}

/** The shells of a file: one entry at each `SHELL`, and at each `FROM` in a file that has one. */
export function listShellChanges(dockerfile: Dockerfile): readonly ShellChange[] {
	const changes: ShellChange[] = [];
	if (!dockerfile.instructions.some(({ keyword }) => keyword === 'SHELL')) return changes;
	const atEnd = new Map<string, string | undefined>();
	for (const { from, base, name, index, instructions } of dockerfile.stages) {
		const parent = base.text.toLowerCase();
		let shell = atEnd.has(parent) ? atEnd.get(parent) : 'sh';
		changes.push({ start: from.span.start, shell });
		for (const { keyword, args, span } of instructions) {
			if (keyword !== 'SHELL') continue;
			const program = extractProgramName(args[0]?.text ?? '');
			shell = isShell(program) ? program : undefined;
			changes.push({ start: span.start, shell });
		}
		atEnd.set(String(index), shell);
		if (name) atEnd.set(name.text.toLowerCase(), shell);
	}
	return changes;
}

/** The shell in force at an instruction, the parent stage's included. */
export function findDefaultShell(changes: readonly ShellChange[], { span }: Instruction): string | undefined {
	const change = changes[findFirstIndex(changes, ({ start }) => start > span.start) - 1];
	return change ? change.shell : 'sh';
}
