import type { BuildContext } from '../build-context/model.ts';
import type { Text } from '../compose/model.ts';
import type { BuildInputs } from '../dockerfile/model.ts';

/** One way in which a Dockerfile is built. */
export interface FileBuild {
	/** Who builds it so: `` `api` in `compose.yaml` ``. Empty where nobody says how. */
	readonly names: readonly string[];
	readonly inputs: BuildInputs;
	/** Absent where it is not known. */
	readonly context?: BuildContext;
}

/** A Dockerfile that stands in a compose file, with each character's place there, and how it is built. */
export interface InlineBuilds {
	readonly text: Text;
	readonly builds: readonly FileBuild[];
}

/** A build of which nothing is said: to the last stage, with no arguments. */
export const PLAIN_INPUTS: BuildInputs = { args: new Map(), target: undefined, contexts: [] };

const MOST_NAMES = 3;

/** The sentence that says for which builds alone something is so. */
export function describeBuilds(builds: readonly FileBuild[]): string {
	const names = [...new Set(builds.flatMap((build) => build.names))];
	const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
	return `So for ${names.slice(0, MOST_NAMES).join(', ')}${more} only.`;
}
