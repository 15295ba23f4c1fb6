import { mkdirSync } from 'node:fs';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Container, ContainerRequest, Engine, EngineFacts } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { makeRunId } from '../run-identity.ts';
import { buildImage } from './build.ts';
import { findDeadRuns, getRunFolder, IMAGE_PREFIX, NAME_PREFIX, RUN_LABEL, removeRun } from './clean-up.ts';
import { selectClientEnvironment } from './client-environment.ts';
import { createDockerCommand, type DockerCommand } from './command.ts';
import { readEngineFacts } from './connect.ts';
import { type EngineHost, findEngineHost } from './engine-host.ts';

export interface ConnectOptions {
	/** Ends whatever runs, except clean-up. */
	readonly signal?: AbortSignal | undefined;
	/** The Buildx builder that builds; the default one where missing. */
	readonly builder?: string | undefined;
	/** The Docker context whose engine it is; the one that the `docker` command reaches by itself where missing. */
	readonly context?: string | undefined;
}

/** An engine, and how to speak to it. */
interface Connection {
	readonly docker: DockerCommand;
	/** Goes on when the run is stopped, and gives up on an engine that does not answer. */
	readonly unstoppable: DockerCommand;
	readonly facts: EngineFacts;
	readonly host: EngineHost;
	readonly name: string;
	readonly builder?: string | undefined;
}

/** The Docker Engine that the `docker` command reaches (`DOCKER_HOST` or its context), or that of a given context. */
export async function connectDocker({ signal, builder, context }: ConnectOptions = {}): Promise<Engine> {
	const docker = createDockerCommand(signal, { context });
	const unstoppable = createDockerCommand(undefined, { context, timeoutSeconds: 120 });
	const facts = await readEngineFacts(docker);
	const host = await findEngineHost(docker, context);
	return createRun({ docker, unstoppable, facts, host, builder, name: context ?? '' });
}

function createRun(connection: Connection): Engine {
	const { docker, unstoppable, facts, host, name, builder } = connection;
	const runId = makeRunId();
	const label = `--label=${RUN_LABEL}=${runId}`;
	let count = 0;
	const ownImages = new Set<string>();
	const makeObjectName = (what: string) => `${NAME_PREFIX}${runId}-${++count}-${what}`;
	const makeImageName = (what: string) => `${IMAGE_PREFIX}/${runId}/${what}:${++count}`;
	const ensureTemporaryFolder = () => {
		const folder = getRunFolder(runId);
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		return folder;
	};

	return {
		name,
		runId,
		facts,
		temporaryFolder: ensureTemporaryFolder,
		imageName: makeImageName,

		build: (request) =>
			buildImage(request.keepAs ?? makeImageName(request.name), request, {
				docker,
				temporaryFolder: ensureTemporaryFolder(),
				...omitUndefined({ builder }),
			}),
		async inspectImage(image) {
			const result = await docker(['image', 'inspect', image], { mayFail: true });
			if (result.exitCode !== 0) return undefined;
			const [facts] = JSON.parse(result.stdout);
			return {
				id: facts.Id,
				repoDigests: facts.RepoDigests ?? [],
				layers: facts.RootFS?.Layers ?? [],
				labels: facts.Config?.Labels ?? {},
			};
		},
		async history(image) {
			const { stdout } = await docker(['history', '--no-trunc', '--format', '{{json .}}', image]);
			const steps = stdout
				.split('\n')
				.filter((line) => line !== '')
				.map((line) => JSON.parse(line));
			return steps.map(({ CreatedBy, Comment }): string => CreatedBy || Comment).toReversed();
		},
		saveImage: async (image, file) => void (await docker(['image', 'save', `--output=${file}`, image])),
		importImage: async (tarFile, name, labels) => {
			const changes = Object.entries(labels).map(
				([key, value]) => `--change=LABEL ${key}=${JSON.stringify(value)}`,
			);
			await docker(['image', 'import', ...changes, '--change=CMD ["bash"]', tarFile, name]);
		},
		tagImage: async (image, name) => void (await docker(['image', 'tag', image, name])),
		ownImage: (image) => void ownImages.add(image),
		removeImage: async (image) => void (await docker(['image', 'rm', '--force', image])),
		isInRegistry: async (image, timeoutSeconds) =>
			(await docker(['manifest', 'inspect', image], { mayFail: true, timeoutSeconds })).exitCode === 0,
		pull: (image) => docker(['image', 'pull', image], { mayFail: true }),
		push: (image) => docker(['image', 'push', image], { mayFail: true }),
		renameInRegistry: (image, name) =>
			docker(
				['buildx', 'imagetools', 'create', '--progress=plain', '--prefer-index=false'].concat(
					`--tag=${name}`,
					image,
				),
				{ mayFail: true },
			),
		indexInRegistry: (image, name) =>
			docker(['buildx', 'imagetools', 'create', '--progress=plain', `--tag=${name}`, image], {
				mayFail: true,
			}),

		async start(request) {
			const name = makeObjectName(request.name);
			const { stdout } = await docker([
				'run',
				'--detach',
				`--name=${name}`,
				...listRunFlags(request, label, host),
			]);
			return { id: stdout.trim(), name };
		},
		runOnce: (request) =>
			docker(
				['run', '--rm', `--name=${makeObjectName(request.name)}`, ...listRunFlags(request, label, host)],
				{
					mayFail: true,
				},
			),
		exec: (container, command, input) =>
			docker(['exec', ...(input === undefined ? [] : ['--interactive']), container.id, ...command], {
				mayFail: true,
				...omitUndefined({ input }),
			}),
		copyInto: async (container, from, to) => void (await docker(['cp', from, `${container.id}:${to}`])),
		async inspect(container) {
			const [facts] = JSON.parse((await docker(['container', 'inspect', container.id])).stdout);
			const health = facts.State.Health?.Status;
			const checks: { ExitCode: number; End: string }[] = facts.State.Health?.Log ?? [];
			const succeeded = checks.find(({ ExitCode }) => ExitCode === 0);
			return {
				status: facts.State.Status,
				exitCode: facts.State.ExitCode,
				...omitUndefined({ health, healthyAt: succeeded && Date.parse(succeeded.End) }),
				// Docker writes the year 1 where it has not started.
				startedAt: Math.max(0, Date.parse(facts.State.StartedAt)),
				environment: facts.Config.Env ?? [],
				addresses: Object.fromEntries(
					Object.entries<{ IPAddress: string }>(facts.NetworkSettings.Networks).map(
						([network, { IPAddress }]) => [network, IPAddress],
					),
				),
			};
		},
		async portOf(container, port) {
			const { stdout } = await docker(['port', container.id, `${port}/tcp`]);
			const published = /:(\d+)$/m.exec(stdout)?.[1];
			if (published === undefined) throw createUnpublishedFailure(container, port);
			if (host.address === undefined) throw createUnreachablePortFailure(host, port);
			return `${host.address}:${published}`;
		},
		async logs(container) {
			const { stdout, stderr } = await docker(['logs', container.id], { mayFail: true });
			return stdout + stderr;
		},
		async stop(container, graceSeconds) {
			const grace = graceSeconds === undefined ? [] : [`--time=${graceSeconds}`];
			const { seconds } = await docker(['stop', ...grace, container.id]);
			const [{ State }] = JSON.parse((await docker(['container', 'inspect', container.id])).stdout);
			return { seconds, exitCode: State.ExitCode };
		},
		remove: async (container) => void (await docker(['rm', '--force', '--volumes', container.id])),

		async createNetwork(name, subnet) {
			const network = makeObjectName(name);
			await docker([
				'network',
				'create',
				label,
				...(subnet === undefined ? [] : [`--subnet=${subnet}`]),
				network,
			]);
			return network;
		},
		async connect(network, container, aliases = [], address) {
			const names = aliases.map((alias) => `--alias=${alias}`);
			const ip = address === undefined ? [] : [`--ip=${address}`];
			await docker(['network', 'connect', ...names, ...ip, network, container.id]);
		},
		disconnect: async (network, container) =>
			void (await docker(['network', 'disconnect', '--force', network, container.id])),
		async createVolume(name) {
			const volume = makeObjectName(name);
			await docker(['volume', 'create', label, volume]);
			return volume;
		},
		// The run's id is what clean-up looks for in Compose's own labels.
		projectName: makeObjectName,
		compose: (folder, args) =>
			docker(['compose', '--progress=plain', ...args], {
				cwd: folder,
				mayFail: true,
				env: selectClientEnvironment(process.env),
				isEnvironmentOwn: true,
			}),
		callDocker: (args) => docker(args, { mayFail: true }),

		async inFront(args, env = {}) {
			// The label is for our own clean-up; the command works the same without it.
			const labelled = args[0] === 'run' ? ['run', label, ...args.slice(1)] : args;
			const isEnvironmentOwn = args[0] === 'compose';
			const given = isEnvironmentOwn ? { ...selectClientEnvironment(process.env), ...env } : env;
			return (await docker(labelled, { mayFail: true, isShown: true, env: given, isEnvironmentOwn }))
				.exitCode;
		},

		openRun: () => createRun(connection),
		cleanUp: () => removeRun(runId, unstoppable, ownImages),
		async cleanUpAfterDeadRuns() {
			const dead = await findDeadRuns(unstoppable);
			for (const id of dead) await removeRun(id, unstoppable);
			return dead;
		},
	};
}

function listRunFlags(request: ContainerRequest, label: string, host: EngineHost): string[] {
	const { image, command = [], entrypoint, env = {}, publish = [], network, aliases = [], address } = request;
	const { hosts = {}, mounts = [], user, privileged = false, flags = [] } = request;
	return [
		label,
		...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
		...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
		...publish.map((port) => `--publish=${host.publishOn}::${port}`),
		...(network === undefined ? [] : [`--network=${network}`]),
		...aliases.map((alias) => `--network-alias=${alias}`),
		...(address === undefined ? [] : [`--ip=${address}`]),
		...Object.entries(hosts).map(([name, to]) => `--add-host=${name}:${to}`),
		...mounts.map((mount) => `--volume=${mount}`),
		...(user === undefined ? [] : [`--user=${user}`]),
		...(privileged ? ['--privileged'] : []),
		...flags,
		image,
		...command,
	];
}

function createUnpublishedFailure({ name }: Container, port: number): EngineFailure {
	return new EngineFailure(
		'container-ended',
		`Port ${port} of ${name} is not published: the container has ended, or never asked for it.`,
		'See why it ended with `drydock run`.',
	);
}

function createUnreachablePortFailure({ endpoint }: EngineHost, port: number): EngineFailure {
	return new EngineFailure(
		'port-out-of-reach',
		`Port ${port} is published on the machine of ${endpoint}, which this one does not reach.`,
		'Run this example on that machine, or reach its engine over TCP with TLS.',
	);
}
