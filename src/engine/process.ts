import { execa } from 'execa';
import { omitUndefined } from '#core/omit-undefined.ts';
import { createRunStopped } from './failure.ts';

export interface ProcessRequest {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** It gets the environment above and nothing of this process's own. */
	readonly isEnvironmentOwn?: boolean;
	/** Written to its standard input. */
	readonly input?: string | Uint8Array;
	/** Ends the process: politely, and after five seconds for good. */
	readonly signal?: AbortSignal;
	/** Ends the process after so many seconds; the result says `timedOut`. */
	readonly timeoutSeconds?: number;
	/** What it prints goes to this process's own output and is not in the result. */
	readonly isShown?: boolean;
	/** Each line as it comes. */
	readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

export interface ProcessResult {
	/** -1 where the process did not start, was killed, or took too long. */
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
	readonly seconds: number;
	/** The program is not installed. */
	readonly isMissing: boolean;
	readonly timedOut: boolean;
}

/** Runs a program to its end. Throws only where the signal ended it; a failure is in the result. */
export async function runProgram(request: ProcessRequest): Promise<ProcessResult> {
	const { command, args, cwd, env, input, signal, timeoutSeconds, onLine, isShown = false } = request;
	const { isEnvironmentOwn = false } = request;
	if (signal?.aborted) throw createRunStopped(signal);
	const start = performance.now();
	const makeLineOption = (stream: 'stdout' | 'stderr') =>
		onLine === undefined
			? {}
			: {
					[stream]: ['pipe', makeLineTransform((line) => onLine(line, stream))],
				};
	const result = await execa(command, [...args], {
		reject: false,
		stripFinalNewline: false,
		forceKillAfterDelay: 5000,
		// Its own clean-up ends this process on the first signal; ours removes what the run made first.
		cleanup: false,
		maxBuffer: 200_000_000,
		extendEnv: !isEnvironmentOwn,
		...(isShown ? { stdout: 'inherit' as const, stderr: 'inherit' as const } : {}),
		...makeLineOption('stdout'),
		...makeLineOption('stderr'),
		...omitUndefined({ cwd, env }),
		...(input === undefined ? { stdin: 'ignore' as const } : { input }),
		...omitUndefined({ cancelSignal: signal, timeout: timeoutSeconds && timeoutSeconds * 1000 }),
	});
	if (signal?.aborted) throw createRunStopped(signal);
	return {
		exitCode: result.exitCode ?? -1,
		stdout: toText(result.stdout),
		stderr: toText(result.stderr),
		seconds: (performance.now() - start) / 1000,
		isMissing: result.code === 'ENOENT',
		timedOut: result.timedOut,
	};
}

/** A transform that passes each line on unchanged, having shown it. */
function makeLineTransform(show: (line: string) => void) {
	return function* (line: unknown): Generator<unknown> {
		show(String(line));
		yield line;
	};
}

function toText(output: unknown): string {
	return typeof output === 'string' ? output : '';
}
