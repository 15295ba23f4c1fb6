import {
	mergeEntries,
	type YamlEntry,
	type YamlError,
	type YamlMap,
	type YamlNode,
	type YamlScalar,
} from '../source/yaml.ts';
import { mergeMaps } from './overlay.ts';

/** A service before it is read: its name, and everything that merges and `extends` make of it. */
export interface ServiceSource {
	readonly name: YamlScalar;
	readonly map: YamlMap;
	readonly isPartial: boolean;
}

/** The services of a compose file in order, `extends` within the file resolved; one at a time, so that a caller can stop. */
export function* listServiceSources(root: YamlMap, errors: YamlError[]): Generator<ServiceSource> {
	const entries = listServiceEntries(root, errors);
	const byName = new Map(entries.map(({ key, value }) => [key.text, value]));
	for (const { key, value } of entries) {
		if (value.type === 'map') yield { name: key, ...resolveExtends(value, byName) };
		else errors.push({ message: `The service \`${key.text}\` must be a mapping.`, span: key.span });
	}
}

/** Keys that a mapping of services cannot be taken for. */
const ROOT_KEYS = new Set([
	'version',
	'name',
	'include',
	'services',
	'networks',
	'volumes',
	'configs',
	'secrets',
	'models',
]);

function listServiceEntries(root: YamlMap, errors: YamlError[]): readonly YamlEntry[] {
	const entries = mergeEntries(root);
	const services = entries.find(({ key }) => key.text === 'services');
	if (!services) return isFirstFormat(entries) ? entries : [];
	const { key, value } = services;
	if (value.type === 'map') return mergeEntries(value);
	errors.push({ message: '`services` must be a mapping of names to services.', span: key.span });
	return [];
}

/** True where the services stand at the root, as in the format before Compose 1.6. */
export function hasFirstFormat(root: YamlMap): boolean {
	return isFirstFormat(mergeEntries(root));
}

function isFirstFormat(entries: readonly YamlEntry[]): boolean {
	const isService = (value: YamlNode) =>
		value.type === 'map' && value.entries.some(({ key }) => key.text === 'image' || key.text === 'build');
	return (
		entries.length > 0 && entries.every(({ key, value }) => !ROOT_KEYS.has(key.text) && isService(value))
	);
}

function resolveExtends(
	map: YamlMap,
	byName: ReadonlyMap<string, YamlNode>,
): { map: YamlMap; isPartial: boolean } {
	let result = map;
	const seen = new Set([map]);
	for (let next = findBaseReference(map); next; ) {
		const base = next.service === undefined ? undefined : byName.get(next.service);
		if (next.isElsewhere || base?.type !== 'map') return { map: result, isPartial: true };
		if (seen.has(base)) break;
		seen.add(base);
		if (seen.size > LONGEST_CHAIN) return { map: result, isPartial: true };
		result = mergeMaps(base, result);
		next = findBaseReference(base);
	}
	return { map: result, isPartial: false };
}

const LONGEST_CHAIN = 32;

function findBaseReference(map: YamlMap): { service: string | undefined; isElsewhere: boolean } | undefined {
	const value = mergeEntries(map).find(({ key }) => key.text === 'extends')?.value;
	if (!value || (value.type === 'scalar' && value.value === null)) return undefined;
	if (value.type === 'scalar') return { service: value.text, isElsewhere: false };
	if (value.type === 'list') return { service: undefined, isElsewhere: true };
	const fields = new Map(mergeEntries(value).map((entry) => [entry.key.text, entry.value]));
	const name = fields.get('service');
	return { service: name?.type === 'scalar' ? name.text : undefined, isElsewhere: fields.has('file') };
}
