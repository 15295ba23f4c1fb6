import type { BuildContext } from '../build-context/model.ts';
import type { Text } from '../compose/model.ts';
import type { BuildInputs } from '../dockerfile/model.ts';

/** A service or target, and the file that has it where that is another one. */
export interface BuildName {
	readonly name: string;
	readonly file?: string;
}

/** One way in which a Dockerfile is built. */
export interface FileBuild {
	/** Who builds it so. Empty where nobody says how. */
	readonly names: readonly BuildName[];
	readonly inputs: BuildInputs;
	/** Absent where it is not known. */
	readonly context?: BuildContext | undefined;
}

/** A Dockerfile that stands in a compose or Bake file, with each character's place there, and how it is built. */
export interface InlineBuilds {
	readonly text: Text;
	readonly builds: readonly FileBuild[];
}

/** A build of which nothing is said: to the last stage, with no arguments. */
export const PLAIN_INPUTS: BuildInputs = { args: new Map(), target: undefined, contexts: [] };

const MOST_NAMES = 3;

/** The sentence that says for which builds alone something is so. */
export function describeBuilds(builds: readonly FileBuild[]): string {
	const byFile = new Map<string | undefined, Set<string>>();
	for (const { name, file } of builds.flatMap((build) => build.names)) {
		const names = byFile.get(file) ?? new Set();
		byFile.set(file, names.add(`\`${name}\``));
	}
	const parts = [...byFile].map(([file, names]) => {
		const more = names.size > MOST_NAMES ? ` and ${names.size - MOST_NAMES} more` : '';
		const list = [...names].slice(0, MOST_NAMES).join(', ') + more;
		return file === undefined ? list : `${list} in \`${file}\``;
	});
	return `So for ${parts.join(', ')} only.`;
}
