import { mergeEntries, parseYaml, type YamlEntry, type YamlMap, type YamlNode } from '../source/yaml.ts';
import { type ComposePlace, findYamlField, readValue } from './compose-build.ts';
import { parseEnvFile } from './env-file.ts';
import type { NamedValues, ReadText } from './model.ts';
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
/** More files than this no project includes, however often. */
const MOST_INCLUDES = 500;

/** The mappings of a text of YAML, for those who read no file twice. */
export function readYamlMappings(text: string): readonly YamlMap[] {
	return parseYaml(text).documents.filter((document) => document.type === 'map');
}

/** The variables in force in a project: those of whoever includes it, then those of its `.env`. */
export function readEnvironment(folder: string, readText: ReadText): NamedValues {
	return parseEnvFile(readText(resolveDefinitionPath(folder, '.env')) ?? '');
}

/** What is read of each service, and how what several files say of it is put together. */
export interface ServicePart<Part> {
	/** What a service says itself; `undefined` for nothing, `null` where it takes away what it would have. */
	read(service: YamlMap, place: ComposePlace): Part | null | undefined;
	merge(earlier: Part, later: Part): Part;
	/** A part of a project that another one includes. */
	settle?(part: Part, included: ComposeProject): Part;
}

/** The services by name; what each says as `ServicePart.read` has it. */
export type ServiceParts<Part> = Map<string, Part | null | undefined>;

/** The services of a project, those of all profiles, merged over all its files as Compose does: with what they include and extend. */
export function readProjectServices<Part>(
	project: ComposeProject,
	reader: ComposeReader,
	part: ServicePart<Part>,
	depth = 0,
	budget = { left: MOST_INCLUDES },
): ServiceParts<Part> {
	const { folder } = project;
	const environment = project.environment ?? readEnvironment(folder, reader.readText);
	const services: ServiceParts<Part> = new Map();
	for (const file of project.files) {
		for (const root of reader.readMappings(file)) {
			const place = { file, folder, environment };
			for (const included of listIncludes(root, place, reader)) {
				// Files that include each other twice would be read beyond number.
				if (depth >= LONGEST_CHAIN || budget.left-- <= 0) continue;
				for (const [name, one] of readProjectServices(included, reader, part, depth + 1, budget))
					services.set(name, one && part.settle ? part.settle(one, included) : one);
			}
			for (const [name, later] of readServices(root, { place, reader, part }))
				services.set(name, mergePart(services.get(name), later, part));
		}
	}
	return services;
}

/** `null` takes away what was there, `undefined` leaves it. */
function mergePart<Part>(
	earlier: Part | null | undefined,
	later: Part | null | undefined,
	{ merge }: ServicePart<Part>,
): Part | null | undefined {
	if (later === undefined) return earlier;
	return earlier && later ? merge(earlier, later) : later;
}

/** Where the services of one file are read, and how. */
interface Reading<Part> {
	readonly place: ComposePlace;
	readonly reader: ComposeReader;
	readonly part: ServicePart<Part>;
}

function readServices<Part>(root: YamlMap, reading: Reading<Part>): ServiceParts<Part> {
	const entries = listServiceEntries(root);
	const known = new Map(entries.map(({ key, value }) => [key.text, value]));
	return new Map(entries.map(({ key }) => [key.text, readService(key.text, known, reading, 0)]));
}

function readService<Part>(
	name: string,
	services: ReadonlyMap<string, YamlNode>,
	reading: Reading<Part>,
	depth: number,
): Part | null | undefined {
	const node = services.get(name);
	if (node?.type !== 'map' || depth > LONGEST_CHAIN) return undefined;
	const base = readBase(node, services, reading, depth);
	return mergePart(base, reading.part.read(node, reading.place), reading.part);
}

/** What a service `extends`, in this file or another. */
function readBase<Part>(
	node: YamlMap,
	services: ReadonlyMap<string, YamlNode>,
	reading: Reading<Part>,
	depth: number,
): Part | null | undefined {
	const { place, reader } = reading;
	const reference = findYamlField(node, 'extends');
	if (reference === undefined || reference.type === 'list') return undefined;
	if (reference.type === 'scalar') {
		return readService(reference.text, services, reading, depth + 1);
	}
	const service = readField(reference, 'service', place);
	const file = readField(reference, 'file', place);
	if (!service) return undefined;
	if (file === undefined) return readService(service, services, reading, depth + 1);
	if (file === null || isRemote(file)) return undefined;
	const path = resolveDefinitionPath(place.folder, file);
	reader.onNamed?.(path, 'extends');
	const others = new Map<string, YamlNode>();
	for (const root of reader.readMappings(path)) {
		for (const { key, value } of listServiceEntries(root)) others.set(key.text, value);
	}
	const { environment } = place;
	const there = { file: path, folder: getFolder(path), environment };
	return readService(service, others, { ...reading, place: there }, depth + 1);
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
