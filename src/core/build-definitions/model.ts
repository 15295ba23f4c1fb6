import type { Text } from '../compose/model.ts';

/** Given by whoever reads the disk: the text of a file, `undefined` where there is none that may be read. */
export type ReadText = (path: string) => string | undefined;

/** What is given by name; `null` where the value cannot be known. */
export type NamedValues = ReadonlyMap<string, string | null>;

/**
 * What says how one image is built: a service of a compose file, or a target of a Bake file. Paths are absolute, with `/`
 * between folders. `null` is a value that cannot be known; what is `undefined` nobody gives.
 */
export interface BuildDefinition {
	/** The service or target. */
	readonly name: string;
	/** The file that says so. */
	readonly file: string;
	/** A folder, or an address that the engine fetches. */
	readonly context: string | null;
	/** As it is given: relative to the context. */
	readonly dockerfile: string | null | undefined;
	readonly inline?: InlineDockerfile;
	readonly target: string | null | undefined;
	readonly args: NamedValues;
	/** Contexts that have a name, which `FROM` and `--from` may use. */
	readonly contexts: NamedValues;
	readonly labels: NamedValues;
}

/** A Dockerfile that stands in the file which says how it is built. */
export interface InlineDockerfile {
	/** The file it stands in, and where it begins there. */
	readonly file: string;
	readonly start: number;
	/** Missing where no place in the file belongs to it. */
	readonly text?: Text;
}

/** Some of what a definition says; what comes later is laid over it. */
export interface BuildPart {
	readonly context?: string | null;
	readonly dockerfile?: string | null;
	readonly inline?: InlineDockerfile;
	readonly target?: string | null;
	readonly args: NamedValues;
	readonly contexts: NamedValues;
	readonly labels: NamedValues;
}

export const EMPTY_PART: BuildPart = { args: new Map(), contexts: new Map(), labels: new Map() };

/** One part laid over another: what has a name is replaced by name, everything else as a whole. */
export function mergeParts(base: BuildPart, over: BuildPart): BuildPart {
	return {
		...base,
		...over,
		args: new Map([...base.args, ...over.args]),
		contexts: new Map([...base.contexts, ...over.contexts]),
		labels: new Map([...base.labels, ...over.labels]),
	};
}
