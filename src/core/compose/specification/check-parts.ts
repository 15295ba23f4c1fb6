import type { Span } from '../../source/position.ts';
import { mergeEntries, type YamlError, type YamlMap, type YamlNode } from '../../source/yaml.ts';
import { findField, isOpen, listNames, listNodes } from './nodes.ts';

/** What Compose refuses of values that do not fit each other, and of texts wherever they stand. */
export function checkParts(root: YamlMap): YamlError[] {
	return [
		...checkTexts(root),
		...checkExclusive(root),
		...checkObjects(root),
		...checkLimits(root),
		...checkBases(root),
	];
}

function makeFault(message: string, span: Span): YamlError {
	return { message, span };
}

/** Every text of the file, comments left out: a `$` with a brace must be a variable, and a key a text. */
function checkTexts(root: YamlMap): YamlError[] {
	const faults: YamlError[] = [];
	const seen = new Set<YamlNode>();
	const waiting: YamlNode[] = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (seen.has(node)) continue;
		seen.add(node);
		if (node.type === 'list') waiting.push(...node.items);
		else if (node.type === 'scalar') {
			if (hasBrokenVariable(node.text))
				faults.push(
					makeFault('This is no variable. Write `$$` for a `$` that Compose leaves alone.', node.span),
				);
		} else {
			const [, second] = node.entries.filter(({ key }) => key.text === '<<');
			if (second) faults.push(makeFault('`<<` stands twice: write `<<: [*a, *b]`.', second.key.span));
			for (const { key, value } of mergeEntries(node)) {
				waiting.push(value);
				if (typeof key.value !== 'string')
					faults.push(makeFault('A key is a text. Put it in quotes.', key.span));
			}
		}
	}
	return faults.sort((a, b) => a.span.start - b.span.start);
}

function hasBrokenVariable(text: string): boolean {
	const open = text.replaceAll('$$', '  ');
	const starts = [...open.matchAll(/\$\{/g)];
	if (starts.some(({ index }) => !/^\$\{[A-Za-z_]\w*(?:\}|:?[-?+])/.test(open.slice(index, index + 300))))
		return true;
	return starts.length > 0 && (open.match(/\}/g)?.length ?? 0) < starts.length;
}

/** Secrets and configurations say where they come from; a volume of elsewhere says nothing more. */
function checkObjects(root: YamlMap): YamlError[] {
	const faults: YamlError[] = [];
	for (const [kind, sources] of SOURCES) {
		for (const { key, value } of listNamed(root, kind)) {
			const given = sources.filter((name) => findField(value, name));
			if (given.length === 0 && findField(value, 'external')) continue;
			const list = sources.map((name) => `\`${name}\``).join(', ');
			if (given.length !== 1)
				faults.push(makeFault(`\`${key.text}\` must have exactly one of ${list}.`, key.span));
		}
	}
	for (const { key, value } of listNamed(root, 'volumes')) {
		const external = findField(value, 'external');
		if (external?.type !== 'scalar' || !/^(?:true|yes|y|on)$/i.test(external.text)) continue;
		const more = mergeEntries(value).find(({ key }) => !/^(?:external|name|x-.*)$/.test(key.text));
		if (more)
			faults.push(
				makeFault(`\`${key.text}\` is external, so \`${more.key.text}\` cannot be given.`, more.key.span),
			);
	}
	return faults;
}

const SOURCES = [
	['secrets', ['file', 'environment']],
	['configs', ['file', 'environment', 'content']],
] as const;

/** A service that another one of this file extends has to be there. */
function checkBases(root: YamlMap): YamlError[] {
	const names = new Set(listNames(findField(root, 'services')).map(({ text }) => text));
	return listNodes(root, ['services', '*', 'extends']).flatMap((base) => {
		if (findField(base, 'file')) return [];
		const name = base.type === 'map' ? findField(base, 'service') : base;
		if (name?.type !== 'scalar') return [makeFault('`service` is missing.', base.span)];
		if (isOpen(name) || names.has(name.text)) return [];
		return [makeFault(`There is no service \`${name.text}\` in this file.`, name.span)];
	});
}

/** A limit that is given in both places must be the same. */
function checkLimits(root: YamlMap): YamlError[] {
	return listNodes(root, ['services', '*']).flatMap((service) =>
		LIMITS.flatMap(([short, long]) => {
			const [one] = listNodes(service, [short]);
			const [other] = listNodes(service, `deploy.${long}`.split('.'));
			if (one?.type !== 'scalar' || other?.type !== 'scalar' || isOpen(one) || isOpen(other)) return [];
			if (one.text === other.text) return [];
			return [makeFault(`\`${short}\` and \`deploy.${long}\` say different things.`, one.span)];
		}),
	);
}

const LIMITS = [
	['scale', 'replicas'],
	['cpus', 'resources.limits.cpus'],
	['mem_limit', 'resources.limits.memory'],
	['pids_limit', 'resources.limits.pids'],
	['mem_reservation', 'resources.reservations.memory'],
] as const;

function listNamed(root: YamlMap, kind: string) {
	const value = findField(root, kind);
	if (value?.type !== 'map') return [];
	return mergeEntries(value).flatMap(({ key, value: one }) =>
		one.type === 'map' ? [{ key, value: one }] : [],
	);
}

function checkExclusive(root: YamlMap): YamlError[] {
	return EXCLUSIVE.flatMap(([path, first, second]) =>
		listNodes(root, path.split('.')).flatMap((node) =>
			findField(node, first) && findField(node, second)
				? [makeFault(`Only one of \`${first}\` and \`${second}\` can be given.`, node.span)]
				: [],
		),
	);
}

const EXCLUSIVE = [
	['services.*.build', 'dockerfile', 'dockerfile_inline'],
	['services.*.gpus.*', 'count', 'device_ids'],
	['services.*.deploy.resources.reservations.devices.*', 'count', 'device_ids'],
] as const;
