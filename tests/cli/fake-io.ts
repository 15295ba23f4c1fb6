import type { Command } from '#cli/command.ts';
import { runNamedCommand } from '#cli/dispatch.ts';
import type { Io } from '#cli/io.ts';

export interface Outcome {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface World {
	readonly cwd?: string;
	readonly env?: Io['env'];
	readonly stdin?: string | Uint8Array;
	readonly isTerminal?: boolean;
	readonly columns?: number;
}

/** Runs `drydock <args>` with these commands in a world of its own. */
export async function runWith(
	commands: readonly Command[],
	args: readonly string[],
	{ cwd = '/', env = {}, stdin = '', isTerminal = false, columns }: World = {},
): Promise<Outcome> {
	const written = { stdout: '', stderr: '' };
	const output = (name: keyof typeof written) => ({
		write: (text: string) => {
			written[name] += text;
		},
		isTerminal,
		columns,
	});
	const exitCode = await runNamedCommand({ version: '1.2.3', commands }, args, {
		stdout: output('stdout'),
		stderr: output('stderr'),
		readStdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
		cwd,
		env,
		interrupted: new AbortController().signal,
	});
	return { exitCode, ...written };
}
