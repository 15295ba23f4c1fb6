import type { z } from 'zod';
import type { Example } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import type { ToolImage } from '../bases/tool-image.ts';
import type { Engine } from '../engine.ts';

/** What a service is given to start with. */
export interface ServiceTools {
	readonly engine: Engine;
	readonly example: Example;
	/** The side it is started for: each side has services of its own. */
	readonly side: Side;
	/** The example's folder as it was when the run began: `before/…` and `after/…` below it, and the context that is built in `side/…`. */
	readonly folder: string;
	/** Provides an image of our own to run in. */
	toolImage(image: ToolImage): Promise<string>;
}

/** A started service. It needs no stop: what it made belongs to the run. */
export interface RunningService<Handle> {
	/** Names that builds and containers of this side reach it by, with their addresses. */
	readonly hosts: Readonly<Record<string, string>>;
	/** Images that stand behind names in `FROM`, for builds of this side. */
	readonly bases?: Readonly<Record<string, string>>;
	/** It has put something into the context, so that the side as it lies in the repository is not what is built. */
	readonly changesContext?: boolean;
	/** What experiments may do with it. */
	readonly handle: Handle;
}

/** A kind of service that `run.setup` can ask for. */
export interface Service<Handle = unknown> {
	/** Its name in `run.setup`. */
	readonly name: string;
	/** One sentence for authors. */
	readonly summary: string;
	/** Images that it runs in, whose origin evidence names. */
	readonly bases?: readonly string[];
	readonly settings: z.ZodType;
	/** `settings` have passed the schema. */
	start(settings: unknown, tools: ServiceTools): Promise<RunningService<Handle>>;
}

interface Definition<Settings, Handle> extends Omit<Service<Handle>, 'settings' | 'start'> {
	readonly settings: z.ZodType<Settings>;
	start(settings: Settings, tools: ServiceTools): Promise<RunningService<Handle>>;
}

/** Ties the settings' schema to the function that reads them. */
export function defineService<Settings, Handle>(definition: Definition<Settings, Handle>): Service<Handle> {
	return { ...definition, start: (settings, tools) => definition.start(settings as Settings, tools) };
}
