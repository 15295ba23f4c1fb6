import { dirname, relative, sep } from 'node:path';
import type { BuildContext } from '#core/build-context/model.ts';
import type { BuildDefinition } from '#core/build-definitions/model.ts';
import type { BuildInputs } from '#core/dockerfile/model.ts';
import type { BuildName, FileBuild, InlineBuilds } from '#core/lint/file-build.ts';
import { groupInline, listOwnInline } from '#core/lint/lint-inline.ts';
import { type BuildIndex, locateContext } from '#workspace/build-index.ts';

/** What the call itself says of every build: it wins over the definitions. */
export interface GivenInputs {
	readonly args: ReadonlyMap<string, string>;
	readonly target?: string | undefined;
}

/** Gives the build context of a folder, for a Dockerfile named relative to it. */
export type ReadContext = (folder: string, dockerfile: string) => BuildContext;

/** More ways to build one file than this are not looked at one by one. */
const MOST_BUILDS = 32;

/** How a Dockerfile is built: as its definitions say, or from its own folder where there is none. */
export function listFileBuilds(
	file: string,
	index: BuildIndex,
	given: GivenInputs,
	readContext: ReadContext,
): FileBuild[] {
	const definitions = index.findBuilds(file);
	if (definitions.length === 0) {
		const context = readContext(dirname(file), file.slice(dirname(file).length).replace(/^[\\/]/, ''));
		return [{ names: [], inputs: applyGiven(NO_INPUTS, given), context }];
	}
	return mergeDefinitions(definitions, index.root, given, (folder) =>
		readContext(folder, relative(folder, file)),
	);
}

/** The Dockerfiles that stand in a compose file, and how they are built, as its project has it. */
export function listInlineDockerfiles(
	text: string,
	file: string,
	index: BuildIndex,
	given: GivenInputs,
	readContext: ReadContext,
): readonly InlineBuilds[] {
	if (!text.includes('dockerfile_inline')) return [];
	return listOwnInline(text, index.readEnvironmentOf(file)).map(({ text: inside, builds }) => {
		const definitions = index.findInlineBuilds(file, inside.span.start);
		// Beside such a Dockerfile no ignore file can stand that has its name.
		const project = mergeDefinitions(definitions, index.root, given, (folder) => readContext(folder, ''));
		const own = builds.map(({ names, inputs }) => ({ names, inputs: applyGiven(inputs, given) }));
		return { text: inside, builds: project.length > 0 ? project : own };
	});
}

/** The Dockerfiles that stand in a Bake file and how they are built; none where no project has that file. */
export function listBakeDockerfiles(
	file: string,
	index: BuildIndex,
	given: GivenInputs,
	readContext: ReadContext,
): readonly InlineBuilds[] {
	return groupInline(index.listInlineOf(file)).map(({ text, definitions }) => ({
		text,
		builds: mergeDefinitions(definitions, index.root, given, (folder) => readContext(folder, '')),
	}));
}

/** What the call alone says of a build. */
export function makeGivenInputs(given: GivenInputs): BuildInputs {
	return applyGiven(NO_INPUTS, given);
}

const NO_INPUTS: BuildInputs = { args: new Map(), target: undefined, contexts: [] };

/** Definitions that build alike are one build with several names. */
function mergeDefinitions(
	definitions: readonly BuildDefinition[],
	root: string,
	given: GivenInputs,
	readContext: (folder: string) => BuildContext,
): FileBuild[] {
	const builds = new Map<string, FileBuild & { readonly names: BuildName[] }>();
	for (const definition of definitions) {
		const { args, target, contexts, inline, makesImage } = definition;
		const labels = [...definition.labels.keys()].sort();
		const unknownNames = inline?.unknownNames ?? [];
		const names = [...contexts.keys()];
		const said = { args, target, contexts: names, labels, unknownNames, makesImage };
		const inputs = applyGiven(said, given);
		const folder = locateContext(definition, root);
		const name = nameBuild(definition, root);
		const key = JSON.stringify([
			folder,
			inputs.target,
			[...inputs.args].sort(),
			inputs.contexts.toSorted(),
			labels,
			makesImage !== false,
		]);
		const known = builds.get(key);
		if (known) known.names.push(name);
		else if (builds.size < MOST_BUILDS) {
			const context = folder === undefined ? undefined : readContext(folder);
			builds.set(key, { names: [name], inputs, context });
		}
	}
	return [...builds.values()];
}

function applyGiven(inputs: BuildInputs, given: GivenInputs): BuildInputs {
	const args = new Map([...inputs.args, ...given.args]);
	return { ...inputs, args, target: given.target ?? inputs.target };
}

function nameBuild({ name, file }: BuildDefinition, root: string): BuildName {
	return { name, file: relative(root, file).split(sep).join('/') };
}
