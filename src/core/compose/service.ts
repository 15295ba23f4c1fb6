import type { Word } from '../dockerfile/model.ts';
import {
	mergeEntries,
	toPlainData,
	type YamlEntry,
	type YamlMap,
	type YamlNode,
	type YamlScalar,
} from '../source/yaml.ts';
import { cutText, expandVariables, locateOutsideVariables } from './interpolate.ts';
import type { ComposeService, Entry, StartCommand, Text } from './model.ts';
import { parsePort } from './ports.ts';
import type { ServiceSource } from './service-sources.ts';
import { joinStartCommands, parseStartCommand } from './start-command.ts';

/** Keys that have a place of their own in `Service`. */
const KNOWN_KEYS = new Set([
	...['image', 'build', 'container_name', 'command', 'entrypoint', 'environment', 'links', 'external_links'],
	...['network_mode', 'networks', 'extra_hosts', 'depends_on', 'healthcheck', 'ports', 'volumes', 'extends'],
]);

/** Reads one service. A value of a form that Compose does not know is left out. */
export function parseService({ name, map, isPartial }: ServiceSource): ComposeService {
	const entries = indexEntries(map);
	const findValue = (key: string) => entries.get(key)?.value;
	const parseTextEntry = (key: string) =>
		parseEntry(entries.get(key), (node) => (node.type === 'scalar' ? expandVariables(node).text : undefined));
	const { entrypoint, command } = joinEntryCommands(
		parseEntry(entries.get('entrypoint'), parseStartCommand),
		parseEntry(entries.get('command'), parseStartCommand),
	);
	return removeMissingKeys({
		name: toWord(name),
		span: { start: name.span.start, end: Math.max(name.span.end, map.span.end) },
		image: parseTextEntry('image'),
		build: parseEntry(entries.get('build'), toPlainData),
		containerName: parseTextEntry('container_name'),
		command,
		entrypoint,
		environment: parseEnvironment(findValue('environment')),
		links: listPairs(findValue('links')).map(([link]) => expandVariables(link)),
		linksKey: entries.get('links')?.key.span,
		externalLinks: listPairs(findValue('external_links')).map(([link]) => expandVariables(link)),
		externalLinksKey: entries.get('external_links')?.key.span,
		networkMode: parseTextEntry('network_mode'),
		networks: listPairs(findValue('networks')).map(([key, node]) => parseNetwork(key, node)),
		extraHosts: parseExtraHosts(findValue('extra_hosts')),
		...parseReadiness(entries),
		ports: listItems(findValue('ports')).flatMap(parsePort),
		volumes: listItems(findValue('volumes')).flatMap(parseVolume),
		isPartial,
		other: Object.fromEntries(
			[...entries].flatMap(([key, otherEntry]) => {
				const other = KNOWN_KEYS.has(key) ? undefined : parseEntry(otherEntry, toPlainData);
				return other ? [[key, other]] : [];
			}),
		),
	});
}

/** The entries of a service that say something, by their keys. */
export function indexEntries(map: YamlMap): ReadonlyMap<string, YamlEntry> {
	return new Map(
		mergeEntries(map)
			.filter(({ value }) => value.type !== 'scalar' || value.value !== null)
			.map((entry) => [entry.key.text, entry]),
	);
}

/** What a service waits for, and how it is known to be healthy. */
export function parseReadiness(entries: ReadonlyMap<string, YamlEntry>): {
	readonly dependsOn: ComposeService['dependsOn'];
	readonly healthcheck: ComposeService['healthcheck'] | undefined;
} {
	const dependencies = listPairs(entries.get('depends_on')?.value);
	return {
		dependsOn: dependencies.map(([key, node]) => parseDependency(key, node)),
		healthcheck: parseEntry(entries.get('healthcheck'), parseHealthcheck),
	};
}

function joinEntryCommands(
	entrypoint: Entry<StartCommand> | undefined,
	command: Entry<StartCommand> | undefined,
) {
	if (!entrypoint || !command) return { entrypoint, command };
	const joined = joinStartCommands(entrypoint.value, command.value);
	return {
		entrypoint: { ...entrypoint, value: joined.entrypoint },
		command: { ...command, value: joined.command },
	};
}

/** Leaves out keys without a value, so that "missing" looks the same everywhere. */
function removeMissingKeys(
	service: { [Key in keyof ComposeService]: ComposeService[Key] | undefined },
): ComposeService {
	return Object.fromEntries(
		Object.entries(service).filter(([, value]) => value !== undefined),
	) as unknown as ComposeService;
}

function parseEntry<Value>(
	yamlEntry: YamlEntry | undefined,
	read: (node: YamlNode) => Value | undefined,
): Entry<Value> | undefined {
	const value = yamlEntry && read(yamlEntry.value);
	if (!yamlEntry || value === undefined) return undefined;
	return { keySpan: yamlEntry.key.span, span: yamlEntry.value.span, value };
}

function toWord({ text, span }: YamlScalar): Word {
	return { text, span };
}

function listItems(node: YamlNode | undefined): readonly YamlNode[] {
	return node?.type === 'list' ? node.items : [];
}

function listScalars(node: YamlNode | undefined): YamlScalar[] {
	return listItems(node).filter((item) => item.type === 'scalar');
}

function listTexts(node: YamlNode | undefined): Text[] {
	return listScalars(node).map((scalar) => expandVariables(scalar));
}

/** What may be written as a list of names or as a mapping from names. */
function listPairs(node: YamlNode | undefined): [YamlScalar, YamlNode | undefined][] {
	if (node?.type === 'map') return mergeEntries(node).map(({ key, value }) => [key, value]);
	return listScalars(node).map((name) => [name, undefined]);
}

function findField(node: YamlNode | undefined, name: string): YamlNode | undefined {
	return node?.type === 'map' ? mergeEntries(node).find(({ key }) => key.text === name)?.value : undefined;
}

function findFieldWord(node: YamlNode | undefined, name: string): Word | undefined {
	const value = findField(node, name);
	return value?.type === 'scalar' && value.value !== null ? expandVariables(value) : undefined;
}

function parseEnvironment(node: YamlNode | undefined): ComposeService['environment'] {
	if (node?.type === 'map') {
		return mergeEntries(node).map(({ key, value }) => ({
			key: toWord(key),
			value: value.type === 'scalar' && value.value !== null ? expandVariables(value) : undefined,
		}));
	}
	return listTexts(node).map((text) => {
		const at = text.text.indexOf('=');
		if (at === -1) return { key: text };
		return { key: cutText(text, 0, at), value: cutText(text, at + 1, text.text.length) };
	});
}

function parseNetwork(key: YamlScalar, node: YamlNode | undefined): ComposeService['networks'][number] {
	return {
		name: toWord(key),
		ipv4: findFieldWord(node, 'ipv4_address'),
		ipv6: findFieldWord(node, 'ipv6_address'),
		aliases: listTexts(findField(node, 'aliases')),
	};
}

function parseExtraHosts(node: YamlNode | undefined): ComposeService['extraHosts'] {
	if (node?.type === 'map') {
		return mergeEntries(node).flatMap(({ key, value }) =>
			(value.type === 'list'
				? listTexts(value)
				: value.type === 'scalar'
					? [expandVariables(value)]
					: []
			).map(({ text, span }) => ({ host: key.text, address: text, span })),
		);
	}
	return listTexts(node).flatMap((text) => {
		const at = Math.min(
			...[locateOutsideVariables(text.text, '='), locateOutsideVariables(text.text, ':')].flat(),
		);
		if (!Number.isFinite(at)) return [];
		const address = cutText(text, at + 1, text.text.length);
		return [{ host: text.text.slice(0, at), address: address.text, span: address.span }];
	});
}

function parseDependency(key: YamlScalar, node: YamlNode | undefined): ComposeService['dependsOn'][number] {
	return {
		service: expandVariables(key),
		condition: findFieldWord(node, 'condition'),
		span: { start: key.span.start, end: Math.max(key.span.end, node?.span.end ?? 0) },
	};
}

function parseHealthcheck(node: YamlNode): { isDisabled: boolean; hasTest: boolean } {
	const disable = findField(node, 'disable');
	const test = findField(node, 'test');
	const first = test?.type === 'list' ? test.items[0] : test;
	const word = first?.type === 'scalar' ? first.text : '';
	return {
		isDisabled: word === 'NONE' || (disable?.type === 'scalar' && /^(true|yes|on|y)$/i.test(disable.text)),
		hasTest: word !== '',
	};
}

function parseVolume(node: YamlNode): ComposeService['volumes'][number][] {
	if (node.type === 'list') return [];
	if (node.type === 'map') {
		const source = findFieldWord(node, 'source')?.text;
		const target = findFieldWord(node, 'target')?.text;
		return target === undefined ? [] : [{ source, target, span: node.span }];
	}
	const { text } = expandVariables(node);
	return [{ ...parseShortVolume(text), span: node.span }];
}

/** `source:target:mode`, `target` alone, and `C:\source:/target`. */
function parseShortVolume(text: string): { source?: string; target: string } {
	const isDrive = /^[A-Za-z]:[\\/]/.test(text);
	const [first, second] = locateOutsideVariables(text, ':').slice(isDrive ? 1 : 0);
	if (first === undefined) return { target: text };
	return { source: text.slice(0, first), target: text.slice(first + 1, second) };
}
