import { mergeEntries, type YamlMap } from '../source/yaml.ts';
import { type BakeProject, listBakeTargets } from './bake.ts';
import { findYamlField } from './compose-build.ts';
import {
	type ComposeProject,
	type ComposeReader,
	readEnvironment,
	readYamlMappings,
} from './compose-project.ts';
import { listComposeBuilds } from './compose-services.ts';
import type { BuildDefinition, ReadText } from './model.ts';
import { getFileName, getFolder, isRemote, resolveDefinitionPath } from './paths.ts';

/** Where the definitions of a tree of files come from. */
export interface DefinitionFiles {
	readonly compose: readonly string[];
	readonly bake: readonly string[];
	readonly readText: ReadText;
	/** The folder that nothing is looked for above of. */
	readonly root: string;
	/** True where there is such a file. */
	isFile(path: string): boolean;
	/** Told of each compose file that Compose reads together with another one. */
	onPart?(path: string): void;
}

/**
 * Every image that the compose and Bake files of a tree say how to build. Files that belong together are merged as
 * Compose and Bake do: `compose.yaml` with `compose.override.yaml`, `docker-bake.hcl` with `docker-bake.override.hcl`.
 */
export function listBuildDefinitions(files: DefinitionFiles): BuildDefinition[] {
	const named = new Map<string, 'include' | 'extends'>();
	const reader = makeReader(files.readText, (path, kind) => {
		if (named.get(path) !== 'include') named.set(path, kind);
		files.onPart?.(path);
	});
	const projects = listComposeProjects(files.compose, reader);
	for (const project of projects)
		if (project.files.length > 1) for (const file of project.files) files.onPart?.(file);
	const builds = projects.map((project) => ({ project, definitions: listComposeBuilds(project, reader) }));
	const definitions = builds
		.filter(({ project }) => isOwnProject(project, named))
		.flatMap((build) => build.definitions);
	for (const project of listBakeProjects(files, builds)) {
		const targets = listBakeTargets(project, files.readText);
		definitions.push(...targets.flatMap(({ definition, isTemplate }) => (isTemplate ? [] : [definition])));
	}
	return definitions;
}

function makeReader(readText: ReadText, onNamed: ComposeReader['onNamed']): ComposeReader {
	const read = new Map<string, readonly YamlMap[]>();
	return {
		readText,
		readMappings(path) {
			const known = read.get(path);
			if (known) return known;
			const text = readText(path);
			// To read YAML takes long, and many files build nothing.
			const mappings = text === undefined || !MAY_BUILD.test(text) ? [] : readYamlMappings(text);
			read.set(path, mappings);
			return mappings;
		},
		onNamed,
	};
}

/** What a file has in it that builds something, or takes it from another one. */
const MAY_BUILD = /\b(?:build|extends|include)\b/;

/** In the order in which Compose looks for them. */
const MAIN = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE = [
	'compose.override.yml',
	'compose.override.yaml',
	'docker-compose.override.yml',
	'docker-compose.override.yaml',
];

/** What Compose would read in each folder, and every other compose file there by itself or over the main one. */
export function listComposeProjects(paths: readonly string[], reader: ComposeReader): ComposeProject[] {
	const projects: ComposeProject[] = [];
	for (const [folder, names] of groupByFolder(paths)) {
		const main = MAIN.find((name) => names.has(name));
		const override = OVERRIDE.find((name) => names.has(name));
		const chosen = listChosenFiles(folder, reader);
		const merged = main === undefined ? [] : override === undefined ? [main] : [main, override];
		const usual = chosen ?? merged.map((name) => resolveDefinitionPath(folder, name));
		if (usual.length > 0) projects.push({ folder, files: usual });
		for (const name of names) {
			const file = resolveDefinitionPath(folder, name);
			if (usual.includes(file) || MAIN.includes(name)) continue;
			const base = main === undefined ? undefined : resolveDefinitionPath(folder, main);
			const isOverlay = base !== undefined && needsBase(file, base, reader);
			projects.push({ folder, files: isOverlay ? [base, file] : [file] });
		}
	}
	return projects;
}

/** What `COMPOSE_FILE` in `.env` names. */
function listChosenFiles(folder: string, reader: ComposeReader): string[] | undefined {
	const environment = readEnvironment(folder, reader.readText);
	const list = environment.get('COMPOSE_FILE');
	if (!list) return undefined;
	const separator = environment.get('COMPOSE_PATH_SEPARATOR') || ':';
	return list.split(separator).map((path) => resolveDefinitionPath(folder, path));
}

/** True for a file that says too little by itself: a service with neither image nor build, or a build without its context. */
function needsBase(file: string, base: string, reader: ComposeReader): boolean {
	const baseServices = new Map(reader.readMappings(base).flatMap(listServices));
	return reader
		.readMappings(file)
		.flatMap(listServices)
		.some(([name, service]) => {
			if (findYamlField(service, 'extends')) return false;
			const build = findYamlField(service, 'build');
			if (!build) return findYamlField(service, 'image') === undefined;
			const below = baseServices.get(name);
			return (
				build.type === 'map' &&
				findYamlField(build, 'context') === undefined &&
				below !== undefined &&
				findYamlField(below, 'build') !== undefined
			);
		});
}

/** The services of a compose file, each with its name. */
export function listServices(root: YamlMap): [string, YamlMap][] {
	const services = findYamlField(root, 'services');
	if (services?.type !== 'map') return [];
	return mergeEntries(services).flatMap(({ key, value }): [string, YamlMap][] =>
		value.type === 'map' ? [[key.text, value]] : [],
	);
}

/** A file that another one includes is built with that one; one that others only take services from is built by nobody. */
function isOwnProject({ files }: ComposeProject, named: ReadonlyMap<string, 'include' | 'extends'>): boolean {
	const [first = ''] = files;
	const how = named.get(first);
	return how === undefined || (how === 'extends' && MAIN.includes(getFileName(first)));
}

interface ComposeBuilds {
	readonly project: ComposeProject;
	readonly definitions: readonly BuildDefinition[];
}

const BAKE = ['docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl'];

/** What Bake would read in each folder, and every other Bake file there by itself. */
function listBakeProjects(files: DefinitionFiles, builds: readonly ComposeBuilds[]): BakeProject[] {
	const projects: BakeProject[] = [];
	for (const [folder, names] of groupByFolder(files.bake)) {
		const usual = BAKE.filter((name) => names.has(name));
		const main = builds.find(
			({ project }) => project.folder === folder && MAIN.includes(getFileName(project.files[0] ?? '')),
		);
		const sets = [
			...(usual.length > 0 ? [usual] : []),
			...[...names].filter((name) => !BAKE.includes(name)).map((name) => [name]),
		];
		for (const set of sets) {
			const services = set === usual ? (main?.definitions ?? []) : [];
			const paths = set.map((name) => resolveDefinitionPath(folder, name));
			projects.push(placeBakeProject({ folder, files: paths, services }, files));
		}
	}
	return projects;
}

/**
 * Paths in a Bake file begin where Bake is started, which is its own folder or one above: the nearest in which the
 * Dockerfiles it names are found.
 */
function placeBakeProject(project: BakeProject, { root, readText, isFile }: DefinitionFiles): BakeProject {
	for (let folder = project.folder; folder.startsWith(root); folder = getFolder(folder)) {
		const placed = { ...project, folder };
		const isHere = listBakeTargets(placed, readText).some(({ definition }) => {
			const file = locateDockerfile(definition);
			return file !== undefined && isFile(file);
		});
		if (isHere) return placed;
		if (folder === root || folder === '/') break;
	}
	return project;
}

/**
 * The Dockerfile that a definition names; `undefined` where that is not known or lies on no disk. Of an unknown context the
 * one is meant, as far as anybody can tell, that stands so beside the definition.
 */
export function locateDockerfile({ file, context, dockerfile, inline }: BuildDefinition): string | undefined {
	if (inline || dockerfile === null) return undefined;
	if (context === null) return resolveDefinitionPath(getFolder(file), dockerfile || 'Dockerfile');
	if (isRemote(context)) return undefined;
	return resolveDefinitionPath(context, dockerfile || 'Dockerfile');
}

function groupByFolder(paths: readonly string[]): Map<string, Set<string>> {
	const folders = new Map<string, Set<string>>();
	for (const path of paths) {
		const folder = getFolder(path);
		const names = folders.get(folder) ?? new Set();
		names.add(getFileName(path));
		folders.set(folder, names);
	}
	return folders;
}
