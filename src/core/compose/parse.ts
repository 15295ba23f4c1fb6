import { mergeEntries, parseYaml, type YamlError, type YamlMap, type YamlNode } from '../source/yaml.ts';
import type { ComposeFile, ComposeService, Entry } from './model.ts';
import { mergeMaps } from './overlay.ts';
import { parseService } from './service.ts';
import { hasFirstFormat, listServiceSources, type ServiceSource } from './service-sources.ts';

/** More than this, spread over all services, comes only of aliases that multiply a small text. */
const MOST_ENTRIES = 200_000;
const MOST_DOCUMENTS = 50;

export interface ParsedCompose {
	readonly compose: ComposeFile;
	/** What stops the reading. */
	readonly errors: YamlError[];
	/** Everything in the file, later documents laid over the first; absent where there is nothing. */
	readonly root?: YamlMap | undefined;
}

/** Reads a compose file. Never throws; what is no YAML, or no mapping of services, is an error, and the rest is there. */
export function parseCompose(text: string): ParsedCompose {
	const { documents, errors } = parseYaml(text);
	const roots = documents.filter((document) => document.type === 'map');
	const buildResult = (services: readonly ComposeService[], root?: YamlMap) => ({
		compose: {
			type: 'compose',
			text,
			services,
			versions: roots.flatMap(listVersions),
			isFirstFormat: root !== undefined && hasFirstFormat(root),
		} as const,
		errors,
		root,
	});
	for (const { type, span } of documents) {
		if (type !== 'map')
			errors.push({ message: 'A compose file is a mapping with `services:` at its root.', span });
	}
	const [first, ...later] = roots;
	if (!first) return buildResult([]);
	if (later.length >= MOST_DOCUMENTS) {
		const message = `More than ${MOST_DOCUMENTS} documents in one compose file are not read.`;
		errors.push({ message, span: first.span });
		return buildResult([]);
	}
	const root = later.reduce((base, over) => mergeMaps(base, over), first);
	return buildResult(takeWithinLimit(listServiceSources(root, errors), errors).map(parseService), root);
}

/** The format before 1.6 knows none: there a `version` is a service. */
function listVersions(root: YamlMap): Entry<string>[] {
	const entries = mergeEntries(root);
	const { key, value } = entries.find((entry) => entry.key.text === 'version') ?? {};
	if (!key || value?.type !== 'scalar' || !entries.some((entry) => entry.key.text === 'services')) return [];
	return [{ keySpan: key.span, span: value.span, value: value.text }];
}

function takeWithinLimit(sources: Iterable<ServiceSource>, errors: YamlError[]): readonly ServiceSource[] {
	const counted = new Map<YamlMap, number>();
	let total = 0;
	const acceptedSources: ServiceSource[] = [];
	for (const source of sources) {
		total += countEntries(source.map, counted);
		if (total > MOST_ENTRIES) {
			errors.push({ message: 'Aliases make this file too large to be read.', span: source.name.span });
			break;
		}
		acceptedSources.push(source);
	}
	return acceptedSources;
}

/** What reading a service looks at: its entries, and the entries and items in them. */
function countEntries(map: YamlMap, counted: Map<YamlMap, number>): number {
	const cachedCount = counted.get(map);
	if (cachedCount !== undefined) return cachedCount;
	let total = 0;
	for (const { value } of mergeEntries(map)) {
		total += 1 + listChildren(value).reduce((sum, part) => sum + 1 + listChildren(part).length, 0);
		if (total > MOST_ENTRIES) break;
	}
	counted.set(map, total);
	return total;
}

function listChildren(node: YamlNode): readonly YamlNode[] {
	if (node.type === 'scalar') return [];
	return node.type === 'list' ? node.items : mergeEntries(node).map(({ value }) => value);
}
