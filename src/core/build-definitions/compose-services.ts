import { mergeEntries, parseYaml, type YamlEntry, type YamlMap, type YamlNode } from '../source/yaml.ts';
import { type ComposePlace, findYamlField, readComposeBuild, readValue } from './compose-build.ts';
import { parseEnvFile } from './env-file.ts';
import {
	type BuildDefinition,
	type BuildPart,
	EMPTY_PART,
	mergeParts,
	type NamedValues,
	type ReadText,
} from './model.ts';
import { getFolder, isRemote, resolveDefinitionPath } from './paths.ts';

/** The files that `docker compose -f … -f …` is given, in their order. */
export interface ComposeProject {
	/** What relative paths begin at: the folder of the first file, unless told. */
	readonly folder: string;
	readonly files: readonly string[];
	/** What `.env` says; read from the folder unless given. */
	readonly environment?: NamedValues;
}

/** Reads YAML once for all who ask: the mappings of a file, an empty list for one that cannot be read. */
export type ReadMappings = (path: string) => readonly YamlMap[];

/** What stands around the reading of one file after another. */
export interface ComposeReader {
	readonly readText: ReadText;
	readonly readMappings: ReadMappings;
	/** Told of each file that another one names, by `include` or `extends`. */
	readonly onNamed?: ((path: string, kind: 'include' | 'extends') => void) | undefined;
}

/** Deeper chains of `extends` and `include` are not followed. */
const LONGEST_CHAIN = 32;
/** More services than this nobody wrote by hand. */
const MOST_SERVICES = 5000;

/** The mappings of a text of YAML, for those who read no file twice. */
export function readYamlMappings(text: string): readonly YamlMap[] {
	return parseYaml(text).documents.filter((document) => document.type === 'map');
}

/** How the services of a project are built: those of all profiles, merged over all files as Compose does. */
export function listComposeBuilds(project: ComposeProject, reader: ComposeReader): BuildDefinition[] {
	const file = project.files[0] ?? project.folder;
	const definitions: BuildDefinition[] = [];
	for (const [name, part] of readProject(project, reader, 0)) {
		if (!part || definitions.length === MOST_SERVICES) continue;
		const { context, dockerfile, target, inline, args, contexts, labels } = part;
		definitions.push({
			...{ name, file, dockerfile, inline, target, args, contexts, labels },
			context: context === undefined ? project.folder : context,
		});
	}
	return definitions;
}

/** The variables in force in a project: those of whoever includes it, then those of its `.env`. */
export function readEnvironment(folder: string, readText: ReadText): NamedValues {
	return parseEnvFile(readText(resolveDefinitionPath(folder, '.env')) ?? '');
}

/** `undefined` for a service that says nothing of a build, `null` for one that takes it away. */
type Services = Map<string, BuildPart | null | undefined>;

function readProject(project: ComposeProject, reader: ComposeReader, depth: number): Services {
	const { folder } = project;
	const environment = project.environment ?? readEnvironment(folder, reader.readText);
	const services: Services = new Map();
	for (const file of project.files) {
		for (const root of reader.readMappings(file)) {
			const place = { file, folder, environment };
			for (const included of listIncludes(root, place, reader)) {
				if (depth >= LONGEST_CHAIN) continue;
				for (const [name, part] of readProject(included, reader, depth + 1)) {
					services.set(name, part && { context: included.folder, ...part });
				}
			}
			layOver(services, readServices(root, place, reader));
		}
	}
	return services;
}

function layOver(services: Services, later: Services): void {
	for (const [name, part] of later) {
		const earlier = services.get(name);
		services.set(name, earlier && part ? mergeParts(earlier, part) : part === undefined ? earlier : part);
	}
}

function readServices(root: YamlMap, place: ComposePlace, reader: ComposeReader): Services {
	const entries = listServiceEntries(root);
	const known = new Map(entries.map(({ key, value }) => [key.text, value]));
	const services: Services = new Map();
	for (const { key } of entries) services.set(key.text, readServiceBuild(key.text, known, place, reader, 0));
	return services;
}

function readServiceBuild(
	name: string,
	services: ReadonlyMap<string, YamlNode>,
	place: ComposePlace,
	reader: ComposeReader,
	depth: number,
): BuildPart | null | undefined {
	const node = services.get(name);
	if (node?.type !== 'map' || depth > LONGEST_CHAIN) return undefined;
	const base = readBase(node, services, place, reader, depth);
	const build = findYamlField(node, 'build');
	if (build === undefined) return base;
	if (build.type === 'scalar' && build.isReset) return null;
	const own = readComposeBuild(build, place);
	return base ? mergeParts(base, own) : own === EMPTY_PART ? undefined : own;
}

/** What a service `extends`, in this file or another. */
function readBase(
	node: YamlMap,
	services: ReadonlyMap<string, YamlNode>,
	place: ComposePlace,
	reader: ComposeReader,
	depth: number,
): BuildPart | null | undefined {
	const reference = findYamlField(node, 'extends');
	if (reference === undefined || reference.type === 'list') return undefined;
	if (reference.type === 'scalar') {
		return readServiceBuild(reference.text, services, place, reader, depth + 1);
	}
	const service = readField(reference, 'service', place);
	const file = readField(reference, 'file', place);
	if (!service) return undefined;
	if (file === undefined) return readServiceBuild(service, services, place, reader, depth + 1);
	if (file === null || isRemote(file)) return undefined;
	const path = resolveDefinitionPath(place.folder, file);
	reader.onNamed?.(path, 'extends');
	const others = new Map<string, YamlNode>();
	for (const root of reader.readMappings(path)) {
		for (const { key, value } of listServiceEntries(root)) others.set(key.text, value);
	}
	const { environment } = place;
	const there = { file: path, folder: getFolder(path), environment };
	return readServiceBuild(service, others, there, reader, depth + 1);
}

/** Before Compose had `services:`, a file was nothing but services. */
function listServiceEntries(root: YamlMap): readonly YamlEntry[] {
	const services = findYamlField(root, 'services');
	if (services !== undefined) return services.type === 'map' ? mergeEntries(services) : [];
	return mergeEntries(root).filter(({ value }) => value.type === 'map' && findYamlField(value, 'build'));
}

function* listIncludes(root: YamlMap, place: ComposePlace, reader: ComposeReader): Generator<ComposeProject> {
	const include = findYamlField(root, 'include');
	for (const item of include?.type === 'list' ? include.items : []) {
		const paths = listPaths(item.type === 'map' ? findYamlField(item, 'path') : item, place);
		const files = paths.map((path) => resolveDefinitionPath(place.folder, path));
		const [first] = files;
		if (first === undefined) continue;
		for (const file of files) reader.onNamed?.(file, 'include');
		const given = item.type === 'map' ? readField(item, 'project_directory', place) : undefined;
		const folder = given ? resolveDefinitionPath(place.folder, given) : getFolder(first);
		const envFiles = item.type === 'map' ? listPaths(findYamlField(item, 'env_file'), place) : [];
		const fileVariables = (envFiles.length > 0 ? envFiles : [resolveDefinitionPath(folder, '.env')]).flatMap(
			(path) => [...parseEnvFile(reader.readText(resolveDefinitionPath(place.folder, path)) ?? '')],
		);
		yield { folder, files, environment: new Map([...fileVariables, ...place.environment]) };
	}
}

/** One path or several; those that are not known or not of this disk are left out. */
function listPaths(node: YamlNode | undefined, place: ComposePlace): string[] {
	const items = node?.type === 'list' ? node.items : node ? [node] : [];
	return items.flatMap((item) => {
		const path = item.type === 'scalar' && item.value !== null ? readValue(item, place) : null;
		return path === null || isRemote(path) ? [] : [path];
	});
}

function readField(map: YamlMap, name: string, place: ComposePlace): string | null | undefined {
	const value = findYamlField(map, name);
	return value?.type === 'scalar' && value.value !== null ? readValue(value, place) : undefined;
}
