import type { YamlError, YamlMap, YamlNode, YamlScalar } from '../../source/yaml.ts';
import { listServiceSources } from '../service-sources.ts';
import { findField, isOpen, listItems, listNames, listNodes } from './nodes.ts';

/** A service, as a message names it. */
interface Named {
	readonly name: YamlScalar;
	readonly map: YamlMap;
}

/** What a file that is used by itself names and does not have: services, networks, volumes, secrets. */
export function checkReferences(root: YamlMap): YamlError[] {
	const all = [...listServiceSources(root, [])];
	const services = all.filter(({ map }) => listItems(findField(map, 'profiles')).length === 0);
	// What another file says of them is not known.
	const isOpenFile = findField(root, 'include') !== undefined || all.some(({ isPartial }) => isPartial);
	if (isOpenFile) return [];
	const names = new Set(services.map(({ name }) => name.text));
	const objects = OBJECTS.map(([kind, list, known = []]) => ({
		kind: kind.replace(/s$/, ''),
		list,
		defined: new Set([...known, ...listNames(findField(root, kind)).map(({ text }) => text)]),
	}));
	const found = services.flatMap((service) => [
		...checkSource(service),
		...checkModes(service),
		...listServiceNames(service.map).flatMap((one) => checkName(one, names, 'service')),
		...objects.flatMap(({ kind, list, defined }) =>
			list(service.map).flatMap((one) => checkName(one, defined, kind)),
		),
	]);
	return found.length > 0 ? found : findCircle(services);
}

/** Services that wait for each other: what is left when all are taken away that wait for none of the others. */
function findCircle(services: readonly Named[]): YamlError[] {
	const names = new Set(services.map(({ name }) => name.text));
	const counts = new Map<string, number>();
	const waitingFor = new Map<string, string[]>();
	for (const { name, map } of services) {
		const needed = new Set(listServiceNames(map).map(({ text }) => text));
		const inside = [...needed].filter((one) => names.has(one));
		counts.set(name.text, inside.length);
		for (const one of inside) {
			const known = waitingFor.get(one);
			if (known) known.push(name.text);
			else waitingFor.set(one, [name.text]);
		}
	}
	const free = [...counts].flatMap(([name, count]) => (count === 0 ? [name] : []));
	for (let name = free.pop(); name !== undefined; name = free.pop()) {
		counts.delete(name);
		for (const one of waitingFor.get(name) ?? []) {
			const left = (counts.get(one) ?? 0) - 1;
			counts.set(one, left);
			if (left === 0) free.push(one);
		}
	}
	const first = services.find(({ name }) => counts.has(name.text));
	if (!first) return [];
	const list = [...counts.keys()].slice(0, MOST_NAMES).map((name) => `\`${name}\``);
	return [{ message: `These services wait for each other: ${list.join(', ')}.`, span: first.name.span }];
}

const MOST_NAMES = 5;

function checkName(one: YamlScalar, known: ReadonlySet<string>, kind: string): YamlError[] {
	if (isOpen(one) || known.has(one.text)) return [];
	return [{ message: `There is no ${kind} \`${one.text}\` in this file.`, span: one.span }];
}

function checkSource({ name, map }: Named): YamlError[] {
	const image = findField(map, 'image');
	const hasImage = image && !(image.type === 'scalar' && image.text === '');
	if (hasImage || findField(map, 'build') || findField(map, 'provider')) return [];
	return [{ message: `The service \`${name.text}\` has neither \`image\` nor \`build\`.`, span: name.span }];
}

function checkModes({ map }: Named): YamlError[] {
	const mode = findField(map, 'network_mode');
	if (!mode || !findField(map, 'networks')) return [];
	return [{ message: '`network_mode` and `networks` cannot stand together.', span: mode.span }];
}

/** Every service that another one waits for or shares something with. */
function listServiceNames(map: YamlMap): YamlScalar[] {
	const shared = ['network_mode', 'ipc', 'pid'].flatMap((key) => {
		const node = findField(map, key);
		return node?.type === 'scalar' && node.text.startsWith('service:') ? [cutName(node, 'service:')] : [];
	});
	const links = listNames(findField(map, 'links')).map((link) => cutName(link, ''));
	const volumes = listNames(findField(map, 'volumes_from'))
		.filter(({ text }) => !text.startsWith('container:'))
		.map((one) => cutName(one, ''));
	return [...listNames(findField(map, 'depends_on')), ...links, ...volumes, ...shared];
}

/** `db:alias` names `db`. */
function cutName(node: YamlScalar, prefix: string): YamlScalar {
	return { ...node, text: node.text.slice(prefix.length).split(':')[0] ?? '' };
}

/** What else is named, where its names are defined, and where a service names it. */
const OBJECTS: readonly (readonly [
	kind: string,
	list: (map: YamlMap) => YamlScalar[],
	known?: readonly string[],
])[] = [
	['networks', (map) => listNames(findField(map, 'networks')), ['default']],
	['volumes', listVolumeNames],
	[
		'secrets',
		(map) => [...listSources(map, ['secrets', '*']), ...listSources(map, ['build', 'secrets', '*'])],
	],
	['configs', (map) => listSources(map, ['configs', '*'])],
	['models', (map) => listNames(findField(map, 'models'))],
];

function listVolumeNames(map: YamlMap): YamlScalar[] {
	return listNodes(map, ['volumes', '*']).flatMap((node) => {
		if (node.type !== 'map')
			return node.type === 'scalar' && isNamedVolume(node.text) ? [cutName(node, '')] : [];
		const type = findField(node, 'type');
		return type?.type === 'scalar' && type.text === 'volume' ? toScalars(findField(node, 'source')) : [];
	});
}

/** `data:/var/lib`: neither a path nor a container's folder alone. */
function isNamedVolume(text: string): boolean {
	return text.includes(':') && !/^(?:[./~\\:]|[A-Za-z]:[\\/])/.test(text);
}

function listSources(map: YamlMap, path: readonly string[]): YamlScalar[] {
	return listNodes(map, path).flatMap((node) =>
		toScalars(node.type === 'map' ? findField(node, 'source') : node),
	);
}

function toScalars(node: YamlNode | undefined): YamlScalar[] {
	return node?.type === 'scalar' ? [node] : [];
}
