import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Says in one line what happens next. Goes to standard error: standard output belongs to results. */
export function say(line: string): void {
	process.stderr.write(`drydock: ${line}\n`);
}

/** Thrown for a step that failed after it has said why itself. */
export class StepFailed extends Error {
	readonly exitCode: number;
	constructor(step: string, exitCode: number) {
		super(`${step} failed`);
		this.exitCode = exitCode;
	}
}

export interface StepOptions {
	readonly env?: Readonly<Record<string, string>>;
	/** Answer the exit code instead of throwing where it is not 0. */
	readonly mayFail?: boolean;
}

/** Runs one of the project's programs (a path below the root, or below `node_modules`) on this same Node. */
export function runNode(script: string, args: readonly string[], options: StepOptions = {}): Promise<number> {
	return runProgram(process.execPath, [script, ...args], options);
}

/** Runs a program in the project's root with our output; its folder of commands comes first on the PATH. */
export function runProgram(
	command: string,
	args: readonly string[],
	options: StepOptions = {},
): Promise<number> {
	const PATH = `${root}node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, PATH, ...options.env },
		});
		const sendSignal = (signal: NodeJS.Signals) => child.kill(signal);
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, sendSignal);
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, sendSignal);
			const exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
			if (exitCode === 0 || options.mayFail) resolve(exitCode);
			else reject(new StepFailed([command, ...args].join(' '), exitCode));
		});
	});
}

/** Runs a script's main function; a failed step ends the process with that step's exit code and no stack. */
export async function runMain(script: () => Promise<void>): Promise<void> {
	try {
		await script();
	} catch (error) {
		if (!(error instanceof StepFailed)) throw error;
		say(error.message);
		process.exitCode = error.exitCode;
	}
}
