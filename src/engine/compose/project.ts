import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrustedLimit } from '#examples/limits/limit.ts';
import type { Container, Engine } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import type { ProcessResult } from '../process.ts';
import { buildOverlay } from './overlay.ts';
import { createLimitGuard } from './project-limits.ts';
import { readScriptCall } from './script-calls.ts';
import { runScriptInside, startScriptContainer } from './script-container.ts';

/** The services of a side's compose file, run by Docker Compose in a project of their own. */
export interface ServiceProject {
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
	/** Makes ready the container that scripts run in, which takes a moment. */
	prepareScripts(): Promise<void>;
	/**
	 * Runs a script of the side in a container, in which `docker compose` means this project. `EngineFailure` where it
	 * fails and is not to, or does not and is to.
	 */
	script(file: string, signal: AbortSignal, expected?: { readonly fails: boolean }): Promise<ProcessResult>;
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
	/** What it may do beyond the limits of a run. */
	readonly allowed: ReadonlySet<TrustedLimit>;
	/** Provides the image that scripts run in. */
	scriptImage(): Promise<string>;
}

/** Commands that make or start something, before which the project is held to its limits. */
const MAKING = new Set(['build', 'up', 'create', 'start', 'restart', 'scale', 'run']);

/** Reads the compose file and builds its images. Nothing is started yet. */
export async function openProject(engine: Engine, request: ProjectRequest): Promise<ServiceProject> {
	const { folder, composeFile, workFolder, hosts, bases, allowed } = request;
	const name = engine.projectName(request.name);
	const files = [join(folder, composeFile)];
	const callCompose = (args: readonly string[]): Promise<ProcessResult> =>
		engine.compose(folder, [`--project-name=${name}`, ...files.map((file) => `--file=${file}`), ...args]);
	const ensureSuccess = (args: readonly string[], result: ProcessResult): ProcessResult => {
		if (result.exitCode !== 0) throw createComposeFailure(args, result);
		return result;
	};
	const readConfig = async (): Promise<unknown> => {
		const args = ['--profile=*', 'config', '--format=json'];
		return JSON.parse(ensureSuccess(args, await callCompose(args)).stdout);
	};
	const ensureWithinLimits = createLimitGuard(folder, allowed, readConfig);
	const runCompose = async (args: readonly string[]): Promise<ProcessResult> => {
		if (MAKING.has(args[0] ?? '')) await ensureWithinLimits();
		return ensureSuccess(args, await callCompose(args));
	};
	await ensureWithinLimits();
	const overlay = buildOverlay((await readConfig()) as Parameters<typeof buildOverlay>[0], hosts, bases);
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
	let scripts: Promise<Container> | undefined;
	const provideScriptContainer = (): Promise<Container> => {
		scripts ??= request.scriptImage().then((image) => startScriptContainer(engine, image));
		return scripts;
	};
	/** What a script may ask for is done as if it had called Docker itself; a failure is its own to see. */
	const answerScript = async (words: readonly string[]): Promise<ProcessResult> => {
		const call = readScriptCall(words);
		if (call.type === 'refused') return createRefusal(call.reason);
		if (call.type === 'compose') {
			if (MAKING.has(call.args[0] ?? '')) await ensureWithinLimits();
			return callCompose(call.args);
		}
		const foreign = await findForeignContainer(engine, name, call.containers);
		return foreign === undefined
			? engine.callDocker(call.args)
			: createRefusal(`\`${foreign}\` is no container of this project.`);
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
		prepareScripts: async () => void (await provideScriptContainer()),
		async script(file, signal, { fails } = { fails: false }) {
			const result = await runScriptInside(
				engine,
				await provideScriptContainer(),
				{ file, folder, signal },
				answerScript,
			);
			if ((result.exitCode !== 0) !== fails) throw createScriptFailure(file, result);
			return result;
		},
		down: async () => void (await runCompose(['down', '--timeout=0', '--volumes', '--remove-orphans'])),
	};
}

/** The first that is not the project's. Ids may be shortened to twelve digits, as Docker prints them. */
async function findForeignContainer(
	engine: Engine,
	project: string,
	names: readonly string[],
): Promise<string | undefined> {
	const { stdout } = await engine.callDocker([
		'ps',
		'--all',
		'--no-trunc',
		'--format={{.ID}} {{.Names}}',
		`--filter=label=com.docker.compose.project=${project}`,
	]);
	const own = stdout.split('\n').map((line) => line.split(' '));
	return names.find(
		(name) => !own.some(([id = '', its]) => its === name || (name.length >= 12 && id.startsWith(name))),
	);
}

function createRefusal(reason: string): ProcessResult {
	const stderr = `drydock: ${reason}\n`;
	return { exitCode: 125, stdout: '', stderr, seconds: 0, isMissing: false, timedOut: false };
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
		exitCode === 0
			? 'It was to fail: what it was given is broken.'
			: 'Mend the script; the lines above are the last that it printed.',
		getLastLines(`${stdout}\n${stderr}`),
	);
}

async function createNotRunningFailure(
	service: string,
	compose: ServiceProject['compose'],
): Promise<EngineFailure> {
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
