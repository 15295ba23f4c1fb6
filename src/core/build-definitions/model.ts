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
	readonly inline?: InlineDockerfile | undefined;
	readonly target: string | null | undefined;
	readonly args: NamedValues;
	/** Contexts that have a name, which `FROM` and `--from` may use. */
	readonly contexts: NamedValues;
	readonly labels: NamedValues;
	/** False where what comes out is files or a filled cache: nothing that anybody pulls or runs. */
	readonly makesImage?: boolean | undefined;
}

/** A Dockerfile that stands in the file which says how it is built. */
export interface InlineDockerfile {
	/** The file it stands in, and where it begins there. */
	readonly file: string;
	readonly start: number;
	/** Missing where no place in the file belongs to it. */
	readonly text?: Text;
	/** Variables in it that are replaced before it is built, by values that nobody here knows. */
	readonly unknownNames?: readonly string[];
}

/** The fields of a definition. */
export type BuildField = 'context' | 'dockerfile' | 'inline' | 'target' | 'args' | 'contexts' | 'labels';

/** Some of what a definition says; what comes later is laid over it. */
export interface BuildPart {
	/** Takes the place of all that came before. */
	readonly isOverride?: true;
	/** What it takes away before it says its own. */
	readonly resets?: readonly BuildField[];
	readonly context?: string | null;
	readonly dockerfile?: string | null;
	readonly inline?: InlineDockerfile;
	readonly target?: string | null;
	readonly args: NamedValues;
	readonly contexts: NamedValues;
	readonly labels: NamedValues;
	readonly makesImage?: boolean;
}

export const EMPTY_PART: BuildPart = { args: new Map(), contexts: new Map(), labels: new Map() };

/** One part laid over another: what has a name is replaced by name, everything else as a whole. */
export function mergeParts(base: BuildPart, { isOverride, resets = [], ...over }: BuildPart): BuildPart {
	if (isOverride) return over;
	const remaining: BuildPart = resets.length > 0 ? dropFields(base, resets) : base;
	return {
		...remaining,
		...over,
		args: new Map([...remaining.args, ...over.args]),
		contexts: new Map([...remaining.contexts, ...over.contexts]),
		labels: new Map([...remaining.labels, ...over.labels]),
	};
}

function dropFields(part: BuildPart, fields: readonly BuildField[]): BuildPart {
	const kept = Object.entries(part).filter(([name]) => !fields.some((field) => field === name));
	return { ...EMPTY_PART, ...Object.fromEntries(kept) };
}
