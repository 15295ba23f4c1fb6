import type { z } from 'zod';
import type { Layer, Measurement, Session, TimelineEvent } from '#examples/evidence/evidence.ts';
import type { Example } from '#examples/example.ts';
import type { TrustedLimit } from '#examples/limits/limit.ts';
import type { BuildSettings, Side } from '#examples/manifest.ts';
import type { ServiceProject } from '../compose/project.ts';
import type { Build, Container, ContainerRequest, Engine } from '../engine.ts';
import type { ImageArchive } from '../images/image-archive.ts';
import type { Service } from '../services/service.ts';

/** The tolerance of what Debian's packages are part of: another day brings other versions. Compressing differs by less. */
export const WITH_PACKAGES = 0.05;

/** What a number means. The name is the key in `measures`; the manifest writes `<experiment>.<measure>`. */
export interface Measure {
	readonly unit: Measurement['unit'];
	/** One sentence for readers: what was counted, and how. */
	readonly says: string;
	/** Exact values are the same in every run. Times are medians; claims compare them as ratios. */
	readonly isTime?: boolean;
	/**
	 * How far the value of another run may lie from the recorded one: a share of it, or `freely` for what is another in
	 * every run, such as an address. Without it the value is the same in every run, but for times.
	 */
	readonly varies?: number | 'freely';
	/** What the base image holds is part of it, so that it is only the same with the same base. */
	readonly isOfBase?: boolean;
}

/** One value, in its measure's unit. Several runs are given as they were: `value` is then their median. */
export type Observed = Omit<Measurement, 'unit'>;

export interface Observations<Name extends string = string> {
	/** One that is `undefined` was not observed. */
	readonly measurements: Partial<Readonly<Record<Name, Observed | undefined>>>;
	readonly sessions?: readonly Session[];
	readonly timelines?: Readonly<Record<string, readonly TimelineEvent[]>>;
	/** The layers of the side's image; at most one experiment gives them. */
	readonly layers?: readonly Layer[];
}

/** One side of an example while it is being run. */
export interface SideRun {
	readonly example: Example;
	readonly side: Side;
	/** A copy of the side's files of this run's own: an experiment may change them, and `edit` does. */
	readonly folder: string;
	readonly build: BuildSettings;
	/** As readers would call its image: `copy-not-clone:before`. */
	readonly displayName: string;
}

export interface BaseFacts {
	readonly name: string;
	readonly layers: readonly string[];
	readonly history: readonly string[];
}

/** What an experiment may use, besides the engine itself. */
export interface Tools {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	/** The side's image, built without cache the first time it is asked for, as the manifest says. */
	image(): Promise<Build>;
	/** Builds the side's folder as it is now, with the cache of the builds before. `args` are laid over the manifest's. */
	rebuild(options?: {
		readonly isCold?: boolean;
		readonly args?: Readonly<Record<string, string>>;
		/** Builds this folder of the side instead. */
		readonly folder?: string;
		readonly target?: string;
		/** Images that stand behind names in `FROM`, beside those that always do. */
		readonly bases?: Readonly<Record<string, string>>;
	}): Promise<Build>;
	/** Replaces `from` by `to` in a file of the side. Answers false where the side has no such file; throws where the file has no such text. */
	edit(path: string, from: string, to: string): Promise<boolean>;
	/** The services of the side's compose file, built the first time it is asked for, and not started. */
	project(): Promise<ServiceProject>;
	/** What is in an image, layer by layer; `needles` are searched for in all of it. The side's image where none is given. */
	archive(needles?: readonly string[], image?: string): Promise<ImageArchive>;
	/** The images that the example's Dockerfiles start from; layers and history oldest first. */
	bases(): Promise<readonly BaseFacts[]>;
	/** Starts a container that reaches the side's services by their names. */
	start(request: Partial<ContainerRequest>): Promise<Container>;
	/** The running service of this kind, as `run.setup` asked for it. */
	service<Handle>(service: Service<Handle>): Handle;
	/** Names and addresses of the side's services. */
	readonly hosts: Readonly<Record<string, string>>;
	/** The path of a file of the example (`before/deploy_key`), as it was when the run began. */
	file(path: string): string;
	/** Says in a few words what happens now. */
	step(text: string): void;
}

/** A procedure that is carried out on each side. */
export interface Experiment {
	/** What `do:` names. */
	readonly name: string;
	/** One sentence for authors. */
	readonly summary: string;
	/** Measures time: nothing else runs beside it. */
	readonly isTimed?: boolean;
	/** Images that it runs, besides those of the example's Dockerfiles. Evidence names their origin. */
	readonly bases?: readonly string[];
	/** What it does beyond the limits of a run: the example then declares it, and runs with `--trust` only. */
	readonly exceeds?: readonly TrustedLimit[];
	/** What stands under `with:`. Keys below `before:` and `after:` there are for that side alone. */
	readonly settings: z.ZodType;
	readonly measures: Readonly<Record<string, Measure>>;
	/** `settings` have passed the schema. */
	run(side: SideRun, settings: unknown, tools: Tools): Promise<Observations>;
}

interface Definition<Settings, Name extends string>
	extends Omit<Experiment, 'settings' | 'measures' | 'run'> {
	readonly settings: z.ZodType<Settings>;
	readonly measures: Readonly<Record<Name, Measure>>;
	run(side: SideRun, settings: Settings, tools: Tools): Promise<Observations<NoInfer<Name>>>;
}

/** Ties the schema and the measures' names to the function that uses them. */
export function defineExperiment<Settings, Name extends string>(
	definition: Definition<Settings, Name>,
): Experiment {
	return { ...definition, run: (side, settings, tools) => definition.run(side, settings as Settings, tools) };
}
