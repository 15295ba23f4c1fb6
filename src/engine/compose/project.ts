import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { type ProcessResult, runProgram } from '../process.ts';
import { buildOverlay } from './overlay.ts';

/** The services of a side's compose file, run by Docker Compose in a project of their own. */
export interface Project {
	readonly name: string;
	/** `docker compose <args>`. `EngineFailure` with what it said where it fails. */
	compose(args: readonly string[]): Promise<ProcessResult>;
	/** Starts the services in the background; `args` are further options and the services, all where none is named. */
	up(args?: readonly string[]): Promise<ProcessResult>;
	/** The running containers of a service, the oldest first. */
	containers(service: string): Promise<readonly Container[]>;
	/** The one running container of a service. */
	container(service: string): Promise<Container>;
	/** The names of the services, sorted. */
	services(): Promise<readonly string[]>;
	/** Runs a script of the side, in which `docker compose` means this project. */
	script(file: string, signal: AbortSignal): Promise<ProcessResult>;
	/** Removes its containers and networks; its images stay until the run's end. */
	down(): Promise<void>;
}

export interface ProjectRequest {
	/** Part of its name. */
	readonly name: string;
	/** The folder with the compose file. */
	readonly folder: string;
	readonly composeFile: string;
	/** A folder for what is written beside it. */
	readonly workFolder: string;
	/** Names that builds and services reach, with their addresses. */
	readonly hosts: Readonly<Record<string, string>>;
	/** Images that stand behind names in `FROM`. */
	readonly bases: Readonly<Record<string, string>>;
}

/** Reads the compose file and builds its images. Nothing is started yet. */
export async function openProject(engine: Engine, request: ProjectRequest): Promise<Project> {
	const { folder, composeFile, workFolder, hosts, bases } = request;
	const name = engine.projectName(request.name);
	const files = [join(folder, composeFile)];
	const runCompose = async (args: readonly string[]): Promise<ProcessResult> => {
		const flags = [`--project-name=${name}`, ...files.map((file) => `--file=${file}`)];
		const result = await engine.compose(folder, [...flags, ...args]);
		if (result.exitCode !== 0) throw createComposeFailure(args, result);
		return result;
	};
	const overlay = buildOverlay(
		JSON.parse((await runCompose(['config', '--format=json'])).stdout),
		hosts,
		bases,
	);
	if (overlay !== undefined) {
		const file = join(workFolder, `${request.name}.compose.json`);
		await writeFile(file, JSON.stringify(overlay));
		files.push(file);
	}
	await runCompose(['build']);

	const listContainers = async (service: string): Promise<Container[]> => {
		const { stdout } = await runCompose(['ps', '--quiet', '--status=running', service]);
		const ids = stdout.split('\n').filter((id) => id !== '');
		const started = await Promise.all(
			ids.map(async (id) => ({
				id,
				name: service,
				at: (await engine.inspect({ id, name: service })).startedAt,
			})),
		);
		return started.sort((a, b) => a.at - b.at).map(({ id }) => ({ id, name: service }));
	};
	return {
		name,
		compose: runCompose,
		up: (args = []) => runCompose(['up', '--detach', ...args]),
		containers: listContainers,
		async container(service) {
			const [container] = await listContainers(service);
			if (container === undefined) throw await createNotRunningFailure(service, runCompose);
			return container;
		},
		services: async () => (await runCompose(['config', '--services'])).stdout.trim().split('\n').sort(),
		async script(file, signal) {
			const result = await runProgram({
				command: 'sh',
				args: [file],
				cwd: folder,
				env: { COMPOSE_PROJECT_NAME: name, COMPOSE_FILE: files.join(':'), COMPOSE_PROGRESS: 'plain' },
				signal,
			});
			if (result.exitCode !== 0) throw createScriptFailure(file, result);
			return result;
		},
		down: async () => void (await runCompose(['down', '--timeout=0', '--volumes', '--remove-orphans'])),
	};
}

function createComposeFailure(
	args: readonly string[],
	{ exitCode, stdout, stderr }: ProcessResult,
): EngineFailure {
	return new EngineFailure(
		'compose-failed',
		`\`docker compose ${args.join(' ')}\` ended with ${exitCode}.`,
		'Mend the compose file or what it builds; the lines above are the last that Compose printed.',
		getLastLines(`${stdout}\n${stderr}`),
	);
}

function createScriptFailure(file: string, { exitCode, stdout, stderr }: ProcessResult): EngineFailure {
	return new EngineFailure(
		'script-failed',
		`${file} ended with ${exitCode}.`,
		'Mend the script; the lines above are the last that it printed.',
		getLastLines(`${stdout}\n${stderr}`),
	);
}

async function createNotRunningFailure(service: string, compose: Project['compose']): Promise<EngineFailure> {
	const { stdout } = await compose(['logs', '--no-color', '--tail=12', service]);
	return new EngineFailure(
		'container-ended',
		`The service \`${service}\` is not running.`,
		'Start it with `drydock run` and see what it says; its last lines are above.',
		stdout.trim(),
	);
}

function getLastLines(text: string): string {
	return text.trim().split('\n').slice(-12).join('\n');
}
