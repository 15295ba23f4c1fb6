import type { Word } from '../dockerfile/model.ts';
import { mergedEntries, plainData, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml.ts';
import { interpolated, outsideVariables, slice } from './interpolate.ts';
import type { Entry, Service, StartCommand, Text } from './model.ts';
import { port } from './ports.ts';
import type { ServiceSource } from './service-sources.ts';
import { joinedCommands, startCommand } from './start-command.ts';

/** Keys that have a place of their own in `Service`. */
const KNOWN_KEYS = new Set([
	...['image', 'build', 'container_name', 'command', 'entrypoint', 'environment', 'links', 'external_links'],
	...['network_mode', 'networks', 'extra_hosts', 'depends_on', 'healthcheck', 'ports', 'volumes', 'extends'],
]);

/** Reads one service. A value of a form that Compose does not know is left out. */
export function service({ name, map, isPartial }: ServiceSource): Service {
	const entries = new Map(
		mergedEntries(map)
			.filter(({ value }) => value.type !== 'scalar' || value.value !== null)
			.map((entry) => [entry.key.text, entry]),
	);
	const value = (key: string) => entries.get(key)?.value;
	const text = (key: string) =>
		entry(entries.get(key), (node) => (node.type === 'scalar' ? interpolated(node).text : undefined));
	const { entrypoint, command } = withJoinedCommands(
		entry(entries.get('entrypoint'), startCommand),
		entry(entries.get('command'), startCommand),
	);
	return withoutMissing({
		name: word(name),
		span: { start: name.span.start, end: Math.max(name.span.end, map.span.end) },
		image: text('image'),
		build: entry(entries.get('build'), plainData),
		containerName: text('container_name'),
		command,
		entrypoint,
		environment: environment(value('environment')),
		links: pairs(value('links')).map(([link]) => interpolated(link)),
		linksKey: entries.get('links')?.key.span,
		externalLinks: pairs(value('external_links')).map(([link]) => interpolated(link)),
		externalLinksKey: entries.get('external_links')?.key.span,
		networkMode: text('network_mode'),
		networks: pairs(value('networks')).map(([key, node]) => network(key, node)),
		extraHosts: extraHosts(value('extra_hosts')),
		dependsOn: pairs(value('depends_on')).map(([key, node]) => dependency(key, node)),
		healthcheck: entry(entries.get('healthcheck'), healthcheck),
		ports: items(value('ports')).flatMap(port),
		volumes: items(value('volumes')).flatMap(volume),
		isPartial,
		other: Object.fromEntries(
			[...entries].flatMap(([key, one]) => {
				const other = KNOWN_KEYS.has(key) ? undefined : entry(one, plainData);
				return other ? [[key, other]] : [];
			}),
		),
	});
}

function withJoinedCommands(
	entrypoint: Entry<StartCommand> | undefined,
	command: Entry<StartCommand> | undefined,
) {
	if (!entrypoint || !command) return { entrypoint, command };
	const joined = joinedCommands(entrypoint.value, command.value);
	return {
		entrypoint: { ...entrypoint, value: joined.entrypoint },
		command: { ...command, value: joined.command },
	};
}

/** Leaves out keys without a value, so that "missing" looks the same everywhere. */
function withoutMissing(service: { [Key in keyof Service]: Service[Key] | undefined }): Service {
	return Object.fromEntries(
		Object.entries(service).filter(([, value]) => value !== undefined),
	) as unknown as Service;
}

function entry<Value>(
	found: YamlEntry | undefined,
	read: (node: YamlNode) => Value | undefined,
): Entry<Value> | undefined {
	const value = found && read(found.value);
	if (!found || value === undefined) return undefined;
	return { keySpan: found.key.span, span: found.value.span, value };
}

function word({ text, span }: YamlScalar): Word {
	return { text, span };
}

function items(node: YamlNode | undefined): readonly YamlNode[] {
	return node?.type === 'list' ? node.items : [];
}

function scalars(node: YamlNode | undefined): YamlScalar[] {
	return items(node).filter((item) => item.type === 'scalar');
}

function texts(node: YamlNode | undefined): Text[] {
	return scalars(node).map(interpolated);
}

/** What may be written as a list of names or as a mapping from names. */
function pairs(node: YamlNode | undefined): [YamlScalar, YamlNode | undefined][] {
	if (node?.type === 'map') return mergedEntries(node).map(({ key, value }) => [key, value]);
	return scalars(node).map((name) => [name, undefined]);
}

function field(node: YamlNode | undefined, name: string): YamlNode | undefined {
	return node?.type === 'map' ? mergedEntries(node).find(({ key }) => key.text === name)?.value : undefined;
}

function fieldWord(node: YamlNode | undefined, name: string): Word | undefined {
	const value = field(node, name);
	return value?.type === 'scalar' && value.value !== null ? interpolated(value) : undefined;
}

function environment(node: YamlNode | undefined): Service['environment'] {
	if (node?.type === 'map') {
		return mergedEntries(node).map(({ key, value }) => ({
			key: word(key),
			...(value.type === 'scalar' && value.value !== null && { value: interpolated(value) }),
		}));
	}
	return texts(node).map((text) => {
		const at = text.text.indexOf('=');
		if (at === -1) return { key: text };
		return { key: slice(text, 0, at), value: slice(text, at + 1, text.text.length) };
	});
}

function network(key: YamlScalar, node: YamlNode | undefined): Service['networks'][number] {
	const ipv4 = fieldWord(node, 'ipv4_address');
	const ipv6 = fieldWord(node, 'ipv6_address');
	return {
		name: word(key),
		...(ipv4 && { ipv4 }),
		...(ipv6 && { ipv6 }),
		aliases: texts(field(node, 'aliases')),
	};
}

function extraHosts(node: YamlNode | undefined): Service['extraHosts'] {
	if (node?.type === 'map') {
		return mergedEntries(node).flatMap(({ key, value }) =>
			(value.type === 'list' ? texts(value) : value.type === 'scalar' ? [interpolated(value)] : []).map(
				({ text, span }) => ({ host: key.text, address: text, span }),
			),
		);
	}
	return texts(node).flatMap((text) => {
		const at = Math.min(...[outsideVariables(text.text, '='), outsideVariables(text.text, ':')].flat());
		if (!Number.isFinite(at)) return [];
		const address = slice(text, at + 1, text.text.length);
		return [{ host: text.text.slice(0, at), address: address.text, span: address.span }];
	});
}

function dependency(key: YamlScalar, node: YamlNode | undefined): Service['dependsOn'][number] {
	const condition = fieldWord(node, 'condition');
	return {
		service: interpolated(key),
		...(condition && { condition }),
		span: { start: key.span.start, end: Math.max(key.span.end, node?.span.end ?? 0) },
	};
}

function healthcheck(node: YamlNode): { isDisabled: boolean; hasTest: boolean } {
	const disable = field(node, 'disable');
	const test = field(node, 'test');
	const first = test?.type === 'list' ? test.items[0] : test;
	const word = first?.type === 'scalar' ? first.text : '';
	return {
		isDisabled: word === 'NONE' || (disable?.type === 'scalar' && /^(true|yes|on|y)$/i.test(disable.text)),
		hasTest: word !== '',
	};
}

function volume(node: YamlNode): Service['volumes'][number][] {
	if (node.type === 'list') return [];
	if (node.type === 'map') {
		const source = fieldWord(node, 'source')?.text;
		const target = fieldWord(node, 'target')?.text;
		return target === undefined ? [] : [{ ...(source !== undefined && { source }), target, span: node.span }];
	}
	const { text } = interpolated(node);
	return [{ ...shortVolume(text), span: node.span }];
}

/** `source:target:mode`, `target` alone, and `C:\source:/target`. */
function shortVolume(text: string): { source?: string; target: string } {
	const isDrive = /^[A-Za-z]:[\\/]/.test(text);
	const [first, second] = outsideVariables(text, ':').slice(isDrive ? 1 : 0);
	if (first === undefined) return { target: text };
	return { source: text.slice(0, first), target: text.slice(first + 1, second) };
}
