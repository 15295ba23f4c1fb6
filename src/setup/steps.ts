import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ends a program with the one that started it. */
const endWithParent = new URL('end-with-parent.mjs', import.meta.url).href;

/** Says in one line what happens next. Goes to standard error: standard output belongs to results. */
export function say(line: string): void {
	process.stderr.write(`drydock: ${line}\n`);
}

/** Thrown for a step that failed after it has said why itself. */
export class StepFailed extends Error {
	readonly exitCode: number;
	/** What it said on standard error, where that was held back. */
	readonly output: string;
	constructor(step: string, exitCode: number, output = '') {
		super(`${step} failed`);
		this.exitCode = exitCode;
		this.output = output;
	}
}

export interface StepOptions {
	readonly env?: Readonly<Record<string, string>>;
	/** Answer the exit code instead of throwing where it is not 0. */
	readonly mayFail?: boolean;
	/** Holds back what it says on standard error until it has ended: whoever knows better may say something else. */
	readonly holdsErrors?: boolean;
}

/** Runs one of the project's programs (a path below the root, or below `node_modules`) on this same Node. */
export function runNode(script: string, args: readonly string[], options: StepOptions = {}): Promise<number> {
	return runInRoot(process.execPath, [`--import=${endWithParent}`, script, ...args], options);
}

/** Runs a program in the project's root with our output; its folder of commands comes first on the PATH. */
export function runInRoot(
	command: string,
	args: readonly string[],
	options: StepOptions = {},
): Promise<number> {
	const PATH = `${root}node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['inherit', 'inherit', options.holdsErrors ? 'pipe' : 'inherit'],
			env: { ...process.env, PATH, ...options.env },
		});
		let output = '';
		child.stderr?.setEncoding('utf8').on('data', (part: string) => {
			output += part;
		});
		const sendSignal = (signal: NodeJS.Signals) => child.kill(signal);
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, sendSignal);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, sendSignal);
			const exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
			if (exitCode !== 0 && !options.mayFail)
				reject(new StepFailed(formatStep(command, args), exitCode, output));
			else {
				process.stderr.write(output);
				resolve(exitCode);
			}
		});
	});
}

/** Runs a script's main function; a failed step ends the process with that step's exit code and no stack. */
export async function runMain(script: () => Promise<void>): Promise<void> {
	try {
		await script();
	} catch (error) {
		const known = error instanceof StepFailed ? error : describeSystemError(error);
		say(known.message);
		process.exitCode = known.exitCode;
	}
}

/** The words that started a step, without what only Node needs to know. */
function formatStep(command: string, args: readonly string[]): string {
	return [command, ...args.filter((arg) => !arg.startsWith('--import='))].join(' ');
}

/** What the system refused, in one sentence. Anything else is a fault of ours, and keeps its stack. */
function describeSystemError(error: unknown): StepFailed {
	if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
	const path = 'path' in error ? ` ${String(error.path)}` : '';
	say(`The system refused \`${String(error.syscall)}\`${path}: ${String(error.code)}.`);
	return new StepFailed('this step', 1);
}
