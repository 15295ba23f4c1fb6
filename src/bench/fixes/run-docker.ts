import { execFile } from 'node:child_process';

export interface DockerAnswer {
	readonly output: string;
	/** Why it failed; absent where it did not. */
	readonly error?: string;
}

const LONGEST = 300_000;

/** Runs `docker` with these arguments and this text on its standard input. */
export function runDocker(args: readonly string[], input = ''): Promise<DockerAnswer> {
	return new Promise((resolve) => {
		const child = execFile('docker', args, { maxBuffer: 1 << 26, timeout: LONGEST }, (error, output, log) =>
			resolve(error === null ? { output } : { output, error: log.trim() || error.message }),
		);
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
}
