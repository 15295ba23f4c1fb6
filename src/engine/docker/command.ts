import { omitUndefined } from '#core/omit-undefined.ts';
import { EngineFailure } from '../failure.ts';
import { type ProcessResult, runProgram } from '../process.ts';

export interface CommandOptions {
	readonly input?: string | Uint8Array;
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** It gets the environment above and nothing of this process's own. */
	readonly isEnvironmentOwn?: boolean;
	readonly signal?: AbortSignal;
	/** What it prints goes to the reader and is not in the result. */
	readonly isShown?: boolean;
	readonly timeoutSeconds?: number;
	readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
	/** Answer a non-zero exit code instead of throwing. A missing engine and a full disk are thrown all the same. */
	readonly mayFail?: boolean;
}

/** Runs `docker` with its arguments as a list: no shell takes part. */
export type DockerCommand = (args: readonly string[], options?: CommandOptions) => Promise<ProcessResult>;

/** `docker`, every call of which ends with the signal unless it brings its own. */
export function createDockerCommand(
	runSignal: AbortSignal | undefined,
	common: { readonly context?: string | undefined; readonly timeoutSeconds?: number } = {},
): DockerCommand {
	const { context, timeoutSeconds } = common;
	return async (args, { mayFail = false, signal = runSignal, ...options } = {}) => {
		const result = await runProgram({
			command: 'docker',
			args: context === undefined ? args : [`--context=${context}`, ...args],
			...omitUndefined({ signal, timeoutSeconds }),
			...options,
		});
		if (result.exitCode === 0) return result;
		const failure = findKnownFailure(result, context);
		if (failure !== undefined) throw failure;
		if (mayFail) return result;
		throw new EngineFailure(
			'docker-refused',
			`\`docker ${args.slice(0, 2).join(' ')}\` ended with ${result.exitCode}: ${getReason(result.stderr)}`,
			'Run the command below by hand to see more.',
			`docker ${args.join(' ')}`,
		);
	};
}

/** Failures that mean the same whatever the command was. */
function findKnownFailure(
	{ isMissing, stderr, stdout }: ProcessResult,
	context: string | undefined,
): EngineFailure | undefined {
	if (isMissing) return createMissingEngineFailure('the `docker` command is not installed');
	const output = `${stderr}\n${stdout}`;
	if (
		/Cannot connect to the Docker daemon|error during connect|failed to connect to the docker API|unable to parse docker host|context \S+: context not found|context "[^"]*" does not exist/i.test(
			output,
		)
	) {
		return createMissingEngineFailure(getLastLine(stderr), context);
	}
	if (/no space left on device/i.test(output)) return createDiskFullFailure(output);
	return undefined;
}

/** Advice for whoever named the engine is about the name, and not about installing another. */
export function createMissingEngineFailure(
	reason: string,
	context?: string,
	given: string | undefined = process.env['DOCKER_HOST'],
): EngineFailure {
	return new EngineFailure(
		'engine-missing',
		`No Docker Engine answers: ${reason}`,
		adviseOnEngine(context, given),
	);
}

function adviseOnEngine(context: string | undefined, given: string | undefined): string {
	if (context !== undefined)
		return `Start the engine of the context \`${context}\`, or see with \`docker context inspect ${context}\` where it should be.`;
	if (given !== undefined && given !== '')
		return `DOCKER_HOST is \`${given}\`. Start the engine that should listen there, correct the variable, or unset it.`;
	return (
		'On Debian or Ubuntu run `bash .ci/docker-engine up` as root, then `eval "$(bash .ci/docker-engine env)"`. ' +
		'Elsewhere install Docker (https://docs.docker.com/engine/install/) and start it.'
	);
}

function createDiskFullFailure(dockerOutput: string): EngineFailure {
	const line = dockerOutput.split('\n').find((text) => /no space left on device/i.test(text)) ?? '';
	return new EngineFailure(
		'disk-full',
		'The disk that Docker keeps its data on is full.',
		'See what takes the space with `docker system df`; `docker builder prune` frees the build cache.',
		line.trim(),
	);
}

/** The last line that says why: Docker ends many refusals with a hint at its help. */
function getReason(stderr: string): string {
	return getLastLine(stderr.replace(/^(?:Usage: .*|Run 'docker [^']*--help' for more information)$/gm, ''));
}

export function getLastLine(text: string): string {
	return text.trim().split('\n').at(-1)?.trim() ?? '';
}
