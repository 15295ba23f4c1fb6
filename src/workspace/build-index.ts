import { existsSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { makeOverlayTest } from '#core/build-definitions/compose-parts.ts';
import { readEnvironment } from '#core/build-definitions/compose-project.ts';
import type { BuildDefinition, NamedValues } from '#core/build-definitions/model.ts';
import { getFolder } from '#core/build-definitions/paths.ts';
import { readProjectReadiness } from '#core/build-definitions/project-readiness.ts';
import { listBuildDefinitions, locateDockerfile } from '#core/build-definitions/projects.ts';
import type { ProjectReadiness } from '#core/compose/readiness.ts';
import { decodeText } from './decode-text.ts';
import { leadsOutside } from './links.ts';
import type { Project } from './project.ts';
import { readRegularFile } from './read-regular-file.ts';

/** How the images of a project are built, by the file that they are built from. */
export interface BuildIndex {
	readonly root: string;
	/** Absolute paths of the Dockerfiles that a definition names and that are there, sorted. */
	readonly dockerfiles: readonly string[];
	/** What builds a Dockerfile. */
	findBuilds(file: string): readonly BuildDefinition[];
	/** True for a compose file that Compose reads together with another one: what it names may stand there. */
	isPart(file: string): boolean;
	/** What the project of a compose file says of the health of its services. */
	readReadiness(file: string): ProjectReadiness | undefined;
	/** What `.env` says beside a compose file. */
	readEnvironmentOf(file: string): NamedValues;
	/** What builds the Dockerfile that stands in another file, from this offset on. */
	findInlineBuilds(file: string, start: number): readonly BuildDefinition[];
	/** What builds a Dockerfile that stands in this file. */
	listInlineOf(file: string): readonly BuildDefinition[];
}

/** Reads the compose and Bake files of a project; what lies outside of it is not read. */
export function readBuildIndex({ root, compose, bake }: Project): BuildIndex {
	const toSystem = (path: string) => path.split('/').join(sep);
	const toPortable = (path: string) => path.split(sep).join('/');
	const texts = new Map<string, string | undefined>();
	const readText = (path: string) => {
		const known = texts.get(path);
		if (known !== undefined || texts.has(path)) return known;
		const text = readInside(toSystem(path), root);
		texts.set(path, text);
		return text;
	};
	const isFile = (path: string) => isInside(toSystem(path), root) && isRegularFile(toSystem(path));
	const parts = new Set<string>();
	let isLaidOverAbove: ReturnType<typeof makeOverlayTest> | undefined;
	const definitions =
		compose.length + bake.length === 0
			? []
			: listBuildDefinitions({
					compose: compose.map(toPortable),
					bake: bake.map(toPortable),
					readText,
					root: toPortable(root),
					isFile,
					onPart: (path) => parts.add(path),
				});
	const byFile = new Map<string, BuildDefinition[]>();
	for (const definition of definitions) {
		const file = definition.inline
			? `${definition.inline.file}:${definition.inline.start}`
			: locateDockerfile(definition);
		if (file === undefined || (!definition.inline && !isFile(file))) continue;
		const same = byFile.get(file);
		if (same) same.push(definition);
		else byFile.set(file, [definition]);
	}
	const inline = new Set(
		definitions.flatMap(({ inline }) => (inline ? `${inline.file}:${inline.start}` : [])),
	);
	return {
		root,
		dockerfiles: [...byFile.keys()]
			.filter((file) => !inline.has(file))
			.map(toSystem)
			.sort(),
		findBuilds: (file) => byFile.get(toPortable(file)) ?? [],
		isPart: (file) => {
			isLaidOverAbove ??= makeOverlayTest(compose.map(toPortable), readText);
			return parts.has(toPortable(file)) || isLaidOverAbove(toPortable(file));
		},
		readReadiness: (file) =>
			readProjectReadiness(toPortable(file), { compose: compose.map(toPortable), readText }),
		readEnvironmentOf: (file) => readEnvironment(getFolder(toPortable(file)), readText),
		findInlineBuilds: (file, start) => byFile.get(`${toPortable(file)}:${start}`) ?? [],
		listInlineOf: (file) => definitions.filter(({ inline }) => inline?.file === toPortable(file)),
	};
}

/** The folder of a definition's context; `undefined` where it is not known, not there, or outside of the project. */
export function locateContext({ context }: BuildDefinition, root: string): string | undefined {
	if (context === null || !/^(?:\/|[A-Za-z]:)/.test(context)) return undefined;
	const folder = context.split('/').join(sep);
	return isInside(folder, root) && existsSync(folder) && !leadsOutside(folder, root) ? folder : undefined;
}

function readInside(path: string, root: string): string | undefined {
	if (!isInside(path, root)) return undefined;
	try {
		return leadsOutside(path, root) ? undefined : decodeText(readRegularFile(path));
	} catch {
		return undefined;
	}
}

function isInside(path: string, root: string): boolean {
	const inside = relative(root, path);
	return inside !== '..' && !inside.startsWith(`..${sep}`);
}

function isRegularFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
