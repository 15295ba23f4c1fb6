import { quoteWord } from '#core/shell/quote-word.ts';
import type { Session } from '#examples/evidence/evidence.ts';
import type { Container } from '../engine.ts';
import type { SideRun, Tools } from '../experiments/experiment.ts';
import { shortenOutput } from '../experiments/show.ts';
import { EngineFailure } from '../failure.ts';
import type { ProcessResult } from '../process.ts';
import type { ImageRegistry } from '../services/image-registry.ts';

/** How a registry is cleaned, and what is to stay. */
export interface CleanUp {
	/** A command in the registry's container. */
	readonly inside?: string[] | undefined;
	/** A folder of the side whose image does it. */
	readonly job?: string | undefined;
	readonly keep: number;
	/** The version that still runs, counted from 1. */
	readonly running: number;
}

/** Cleans as the side does: with a command in the registry's container, or with a job that speaks to its API. */
export async function runCleanUp(
	{ inside, job, keep, running }: CleanUp,
	digests: readonly string[],
	registry: ImageRegistry,
	container: Container,
	tools: Tools,
): Promise<Session> {
	const env = { KEEP: String(keep), RUNNING: digests[running - 1] ?? '' };
	if (inside !== undefined) {
		const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
		const result = await tools.engine.exec(container, ['env', ...variables, ...inside]);
		return createSession(
			'clean-up',
			['docker', 'exec', `--env=KEEP=${keep}`, 'registry', ...inside],
			result,
			registry,
		);
	}
	const { image } = await tools.rebuild({ folder: job ?? '.' });
	const repository = registry.repositoryPath('tides');
	const result = await tools.engine.runOnce({
		image,
		name: 'clean-up',
		network: `container:${container.id}`,
		env: { ...env, REGISTRY: 'http://127.0.0.1:5000', REPOSITORY: repository },
	});
	const displayedFlags = Object.entries({ REPOSITORY: 'tides', ...env }).map(
		([name, value]) => `--env=${name}=${value}`,
	);
	const command = ['docker', 'run', '--rm', '--network=container:registry', ...displayedFlags, job ?? ''];
	return createSession('clean-up', command, result, registry);
}

/** Collects garbage on the store of a registry that is stopped. */
export async function collectGarbage(
	command: readonly string[],
	image: string,
	store: string,
	{ displayName }: SideRun,
	registry: ImageRegistry,
	tools: Tools,
): Promise<Session> {
	tools.step('collecting the garbage');
	const result = await tools.engine.runOnce({
		image,
		name: 'collect',
		command,
		mounts: [`${store}:/var/lib/registry`],
		env: { OTEL_TRACES_EXPORTER: 'none' },
	});
	return createSession(
		'collect',
		['docker', 'run', '--rm', '--volume=registry-store:/var/lib/registry', displayName, ...command],
		result,
		registry,
	);
}

/** A cleaning that fails ends the run: nothing that follows would say anything. */
function createSession(
	id: string,
	command: readonly string[],
	{ stdout, stderr, exitCode }: ProcessResult,
	registry: ImageRegistry,
): Session {
	const fullOutput = stdout + stderr;
	if (exitCode !== 0) {
		throw new EngineFailure(
			'clean-up-failed',
			`The clean-up of the registry ended with ${exitCode}.`,
			'Mend the script; below is what it said.',
			fullOutput.trim(),
		);
	}
	const output = shortenOutput(registry.inItsOwnWords(fullOutput));
	return { id, command: command.map(quoteWord).join(' '), output, exitCode };
}
