import { mergedEntries, parseYaml, type YamlError, type YamlMap, type YamlNode } from '../yaml.ts';
import type { ComposeFile, Service } from './model.ts';
import { overlay } from './overlay.ts';
import { service } from './service.ts';
import { type ServiceSource, serviceSources } from './service-sources.ts';

/** More than this, spread over all services, comes only of aliases that multiply a small text. */
const MOST_ENTRIES = 200_000;
const MOST_DOCUMENTS = 50;

/** Reads a compose file. Never throws; what Compose would refuse to read is an error, and the rest is there. */
export function parseCompose(text: string): { compose: ComposeFile; errors: YamlError[] } {
	const { documents, errors } = parseYaml(text);
	const compose = (services: readonly Service[]) => ({
		compose: { type: 'compose', text, services } as const,
		errors,
	});
	const roots = documents.filter((document) => document.type === 'map');
	for (const { type, span } of documents) {
		if (type !== 'map')
			errors.push({ message: 'A compose file is a mapping with `services:` at its root.', span });
	}
	if (documents.length === 0 && errors.length === 0) {
		errors.push({ message: 'The compose file is empty.', span: { start: 0, end: 0 } });
	}
	const [first, ...later] = roots;
	if (!first) return compose([]);
	if (later.length >= MOST_DOCUMENTS) {
		const message = `More than ${MOST_DOCUMENTS} documents in one compose file are not read.`;
		errors.push({ message, span: first.span });
		return compose([]);
	}
	const root = later.reduce((base, over) => overlay(base, over), first);
	return compose(withinLimit(serviceSources(root, errors), errors).map(service));
}

function withinLimit(sources: Iterable<ServiceSource>, errors: YamlError[]): readonly ServiceSource[] {
	const counted = new Map<YamlMap, number>();
	let total = 0;
	const kept: ServiceSource[] = [];
	for (const source of sources) {
		total += size(source.map, counted);
		if (total > MOST_ENTRIES) {
			errors.push({ message: 'Aliases make this file too large to be read.', span: source.name.span });
			break;
		}
		kept.push(source);
	}
	return kept;
}

/** What reading a service looks at: its entries, and the entries and items in them. */
function size(map: YamlMap, counted: Map<YamlMap, number>): number {
	const known = counted.get(map);
	if (known !== undefined) return known;
	let total = 0;
	for (const { value } of mergedEntries(map)) {
		total += 1 + parts(value).reduce((sum, part) => sum + 1 + parts(part).length, 0);
		if (total > MOST_ENTRIES) break;
	}
	counted.set(map, total);
	return total;
}

function parts(node: YamlNode): readonly YamlNode[] {
	if (node.type === 'scalar') return [];
	return node.type === 'list' ? node.items : mergedEntries(node).map(({ value }) => value);
}
