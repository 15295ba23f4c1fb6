import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listBaseNames } from '#examples/base-names.ts';
import type { SideEvidence } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import type { Bases } from './bases/bases.ts';
import { provideToolImage } from './bases/tool-image.ts';
import { withAddresses } from './build-arguments.ts';
import { getComposeFile } from './compose/compose-file.ts';
import { openProject, type ServiceProject } from './compose/project.ts';
import { ensureFilesWithinLimits } from './compose/project-limits.ts';
import { SCRIPT_IMAGE } from './compose/script-container.ts';
import type { Build, Engine } from './engine.ts';
import type { Observations, SideRun, Tools } from './experiments/experiment.ts';
import { EngineFailure } from './failure.ts';
import { readImageArchive, type SeenLayers } from './images/image-archive.ts';
import { listDeclaredLimits } from './limits.ts';
import type { Plan, PlannedExperiment } from './plan.ts';
import type { Turns } from './turns.ts';
import { copySides, replaceText, resolveInside } from './workspace.ts';

/** What all sides of all examples of one run share. */
export interface RunSurroundings {
	readonly engine: Engine;
	readonly bases: Bases;
	readonly turns: Turns;
	readonly signal: AbortSignal;
	/** Layers already read in this run. */
	readonly seenLayers: SeenLayers;
	/** Called with a few words whenever something begins. */
	onStep(example: Example, side: Side, text: string): void;
}

/** Starts a side's services, carries out its experiments in order, and collects what they observed. */
export async function runSide(
	example: Example,
	side: Side,
	plan: Plan,
	surroundings: RunSurroundings,
): Promise<SideEvidence> {
	const { engine } = surroundings;
	const folder = join(engine.temporaryFolder(), `${example.id}-${side}`);
	try {
		await copySides(example, side, folder);
		const running = await startServices(example, side, plan, folder, surroundings);
		const run: SideRun = {
			example,
			side,
			folder: join(folder, 'side'),
			build: example.manifest.run.build[side],
			displayName: `${example.id}:${side}`,
		};
		const tools = createTools(run, folder, running, surroundings);
		const evidence: SideEvidence = { measurements: {}, layers: [], sessions: [], timelines: {} };
		for (const planned of plan.experiments) {
			const runExperiment = () => planned.experiment.run(run, planned.settings[side], tools);
			tools.step(planned.name);
			const turn = planned.experiment.isTimed ? surroundings.turns.alone : surroundings.turns.together;
			addObservations(evidence, planned, await turn(runExperiment));
		}
		return evidence;
	} catch (error) {
		throw error instanceof EngineFailure ? error.on(side) : error;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

export interface Running {
	readonly hosts: Readonly<Record<string, string>>;
	/** Images that stand behind names in `FROM`. */
	readonly bases: Readonly<Record<string, string>>;
	readonly handles: ReadonlyMap<string, unknown>;
	/** A service has put something into the context. */
	readonly changesContext: boolean;
}

/** Starts what `run.setup` asks for; answers how the services are reached. */
export async function startServices(
	example: Example,
	side: Side,
	{ services }: Plan,
	folder: string,
	{ engine, bases, onStep }: RunSurroundings,
): Promise<Running> {
	const hosts: Record<string, string> = {};
	const standIns: Record<string, string> = {};
	const handles = new Map<string, unknown>();
	let changesContext = false;
	for (const { service, settings } of services) {
		onStep(example, side, `starting ${service.name}`);
		const started = await service.start(settings[side], {
			engine,
			example,
			side,
			folder,
			toolImage: (image) => provideToolImage(image, engine, bases),
		});
		Object.assign(hosts, started.hosts);
		Object.assign(standIns, started.bases);
		handles.set(service.name, started.handle);
		changesContext ||= started.changesContext === true;
	}
	return { hosts, bases: standIns, handles, changesContext };
}

function createTools(run: SideRun, folder: string, running: Running, surroundings: RunSurroundings): Tools {
	const { engine, bases, signal, onStep, seenLayers } = surroundings;
	const step = (text: string) => onStep(run.example, run.side, text);
	const { hosts } = running;
	let first: Promise<Build> | undefined;
	let opened: Promise<ServiceProject> | undefined;
	const resolveBaseImage = (name: string) => bases.replacements()[name] ?? name;
	const files = new Map<string, Promise<string>>();
	const save = async (ofImage: string): Promise<string> => {
		const file = join(folder, `image-${files.size}.tar`);
		await engine.saveImage(ofImage, file);
		return file;
	};

	const allowed = listDeclaredLimits(run.example);
	const build: Tools['rebuild'] = async ({
		isCold = false,
		args = {},
		folder: inner = '',
		...overrides
	} = {}) => {
		await ensureFilesWithinLimits(run.folder, allowed);
		return engine.build({
			name: `${run.example.id}-${run.side}`,
			context: resolveInside(run.folder, inner),
			args: withAddresses({ ...run.build.args, ...args }, hosts),
			secrets: run.build.secrets,
			ssh: run.build.ssh && resolveInside(folder, run.build.ssh),
			target: overrides.target ?? run.build.target,
			hosts,
			bases: { ...bases.replacements(), ...running.bases, ...overrides.bases },
			isCold,
			// Empty at first, like those of a machine that has never built this side.
			cacheMounts: `${engine.runId}-${run.example.id}-${run.side}`,
			onStep: step,
		});
	};

	const provideImage = (): Promise<Build> => {
		first ??= (async () => {
			for (const name of listBaseNames(run.example)) await bases.provide(name);
			step('building');
			return build({ isCold: true });
		})();
		return first;
	};

	const provideProject = (): Promise<ServiceProject> => {
		opened ??= (async () => {
			for (const name of listBaseNames(run.example)) await bases.provide(name);
			step('building');
			return openProject(engine, {
				name: `${run.example.id}-${run.side}`,
				folder: run.folder,
				composeFile: getComposeFile(run.example, run.side),
				workFolder: folder,
				hosts,
				bases: { ...bases.replacements(), ...running.bases },
				allowed,
				scriptImage: () => provideToolImage(SCRIPT_IMAGE, engine, bases),
			});
		})();
		return opened;
	};

	return {
		engine,
		signal,
		hosts,
		step,
		image: provideImage,
		project: provideProject,
		rebuild: build,
		edit: (path, from, to) => replaceText(run.folder, path, from, to),
		async archive(needles = [], name) {
			const ofImage = name ?? (await provideImage()).image;
			const saved = files.get(ofImage) ?? save(ofImage);
			files.set(ofImage, saved);
			return readImageArchive(await saved, needles, seenLayers);
		},
		async bases() {
			const names = listBaseNames(run.example);
			return Promise.all(
				names.map(async (name) => ({
					name,
					layers: (await engine.inspectImage(resolveBaseImage(name)))?.layers ?? [],
					history: await engine.history(resolveBaseImage(name)),
				})),
			);
		},
		async start(request) {
			return engine.start({
				name: 'app',
				...request,
				image: request.image ?? (await provideImage()).image,
				hosts: { ...hosts, ...request.hosts },
			});
		},
		service: <Handle>({ name }: { readonly name: string }): Handle => {
			if (!running.handles.has(name)) {
				throw new EngineFailure(
					'service-missing',
					`The experiment needs the service \`${name}\`.`,
					`Add \`${name}\` to \`run.setup\`.`,
				);
			}
			return running.handles.get(name) as Handle;
		},
		file: (path) => resolveInside(folder, path),
	};
}

/** Results are named `<experiment>.<measure>`; the unit is the measure's. */
function addObservations(
	evidence: SideEvidence,
	{ name, experiment }: PlannedExperiment,
	observed: Observations,
): void {
	for (const [key, observation] of Object.entries(observed.measurements)) {
		const unit = experiment.measures[key]?.unit;
		if (observation === undefined) continue;
		if (unit === undefined)
			throw new Error(`the experiment ${experiment.name} gave \`${key}\`, which it does not declare`);
		evidence.measurements[`${name}.${key}`] = { ...observation, unit };
	}
	evidence.sessions.push(...(observed.sessions ?? []));
	if (observed.layers !== undefined) evidence.layers = [...observed.layers];
	for (const [id, events] of Object.entries(observed.timelines ?? {})) evidence.timelines[id] = [...events];
}
