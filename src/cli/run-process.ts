import { buffer } from 'node:stream/consumers';
import { EXIT } from './command.ts';
import { type Program, runNamedCommand } from './dispatch.ts';
import type { Io } from './io.ts';
import { openOutput } from './output.ts';

/** Runs a program on this process's arguments and streams, and sets its exit code. */
export async function runProcess(program: Program): Promise<void> {
	try {
		process.exitCode = await runNamedCommand(program, process.argv.slice(2), processIo());
	} catch (error) {
		// Node's own answer to an error that nobody expected is 1, which would say that something was found.
		process.exitCode = EXIT.unusable;
		console.error('drydock: stopped by an error that it does not know.', error);
	}
}

function processIo(): Io {
	let interrupted: AbortSignal | undefined;
	return {
		stdout: openOutput(1, () => process.stdout),
		stderr: openOutput(2, () => process.stderr),
		readStdin: async () => new Uint8Array(await buffer(process.stdin)),
		cwd: resolveUserFolder(process.env, process.cwd()),
		env: process.env,
		get interrupted() {
			interrupted ??= createInterruptSignal();
			return interrupted;
		},
	};
}

/** Only for commands that ask: for all others the system ends the process at once. A second Ctrl-C always does. */
function createInterruptSignal(): AbortSignal {
	const controller = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		// It stays on: a library that finds itself the only listener left would end the process before we have cleaned up.
		process.on(signal, () => {
			if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
			controller.abort(signal);
		});
	}
	return controller.signal;
}

/** `npm run drydock` moves to the project's root first and leaves the user's own folder in `INIT_CWD`. */
export function resolveUserFolder(env: Io['env'], cwd: string): string {
	const isOurScript = env['npm_lifecycle_event'] === 'drydock' && env['npm_package_name'] === 'drydock';
	return (isOurScript && env['INIT_CWD']) || cwd;
}
