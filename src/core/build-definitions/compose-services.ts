import type { YamlNode } from '../source/yaml.ts';
import { type ComposePlace, findYamlField, readComposeBuild } from './compose-build.ts';
import {
	type ComposeProject,
	type ComposeReader,
	readProjectServices,
	type ServicePart,
} from './compose-project.ts';
import { type BuildDefinition, type BuildPart, EMPTY_PART, mergeParts } from './model.ts';

/** More services than this nobody wrote by hand. */
const MOST_SERVICES = 5000;

/** How the services of a project are built: those of all profiles, merged over all files as Compose does. */
export function listComposeBuilds(project: ComposeProject, reader: ComposeReader): BuildDefinition[] {
	const file = project.files[0] ?? project.folder;
	const definitions: BuildDefinition[] = [];
	for (const [name, part] of readProjectServices(project, reader, BUILD)) {
		if (!part || definitions.length === MOST_SERVICES) continue;
		const { context, dockerfile, target, inline, args, contexts, labels } = part;
		definitions.push({
			...{ name, file, dockerfile, inline, target, args, contexts, labels },
			context: context === undefined ? project.folder : context,
		});
	}
	return definitions;
}

/** A service that says nothing of a build is none that is built; one may also take a build away. */
const BUILD: ServicePart<BuildPart> = {
	read: (service, place) => readBuild(findYamlField(service, 'build'), place),
	merge: mergeParts,
	settle: (part, { folder }) => ({ context: folder, ...part }),
};

function readBuild(build: YamlNode | undefined, place: ComposePlace): BuildPart | null | undefined {
	if (build === undefined) return undefined;
	if (build.type === 'scalar' && build.isReset) return null;
	const own = readComposeBuild(build, place);
	return own === EMPTY_PART ? undefined : own;
}
