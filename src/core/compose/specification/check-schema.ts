import { findClosestName } from '../../source/closest-name.ts';
import type { Span } from '../../source/position.ts';
import { mergeEntries, type YamlError, type YamlMap, type YamlNode } from '../../source/yaml.ts';
import { isOpen } from './nodes.ts';
import { COMPOSE_SCHEMA, resolveSchema, type Schema } from './schema.ts';

/** What the specification's schema does not allow in a compose file, each at its place. */
export function checkSchema(root: YamlMap): YamlError[] {
	return new SchemaCheck().check(root, COMPOSE_SCHEMA, { name: 'the file', span: root.span });
}

/** How a message calls a value, and where it points if the value is empty. */
interface Place {
	readonly name: string;
	readonly span: Span;
}

/** Compose puts what these name in their place before it looks at the schema. */
const RESOLVED_BEFORE = new Set(['extends', 'include']);

/** Lists in which Compose drops what stands twice before it looks at them. */
const TAKEN_ONCE = new Set([
	...['additional_contexts', 'aliases', 'annotations', 'args', 'cap_add', 'cap_drop', 'configs', 'devices'],
	...['dns', 'dns_opt', 'dns_search', 'env_file', 'environment', 'expose', 'extra_hosts', 'labels', 'links'],
	...['link_local_ips', 'platforms', 'ports', 'profiles', 'secrets', 'sysctls', 'tags', 'tmpfs', 'volumes'],
]);

type Kind = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** One file's check. What an alias names twice is looked at once for each part of the schema. */
class SchemaCheck {
	readonly #done = new Map<Schema, Map<YamlNode, readonly YamlError[]>>();

	check(node: YamlNode, written: Schema, place: Place): YamlError[] {
		const schema = resolveSchema(written);
		const known = this.#done.get(schema) ?? new Map<YamlNode, readonly YamlError[]>();
		this.#done.set(schema, known);
		const faults = known.get(node) ?? this.#checkOnce(node, schema, place);
		known.set(node, faults);
		return [...faults];
	}

	#checkOnce(node: YamlNode, schema: Schema, place: Place): YamlError[] {
		if (isOpen(node)) return [];
		if (schema.oneOf) return this.#checkChoice(node, schema.oneOf, place);
		const kinds = listKinds(node);
		if (!hasAllowedKind(schema, kinds)) return [makeKindFault([schema], node, place)];
		if (node.type === 'map') return this.#checkMap(node, schema, place);
		if (node.type === 'list') {
			const { items } = schema;
			const faults = items ? node.items.flatMap((item) => this.check(item, items, place)) : [];
			return schema.uniqueItems && !TAKEN_ONCE.has(place.name.slice(1, -1))
				? [...faults, ...findDoubles(node.items, place)]
				: faults;
		}
		return checkScalar(node.text, schema, { ...place, span: node.span });
	}

	#checkChoice(node: YamlNode, choices: readonly Schema[], place: Place): YamlError[] {
		const fitting = choices.map(resolveSchema).filter((choice) => hasAllowedKind(choice, listKinds(node)));
		let fewest: YamlError[] | undefined;
		for (const choice of fitting) {
			const faults = this.check(node, choice, place);
			if (!fewest || faults.length < fewest.length) fewest = faults;
		}
		return fewest ?? [makeKindFault(choices, node, place)];
	}

	#checkMap(node: YamlMap, schema: Schema, place: Place): YamlError[] {
		const { properties = {}, patternProperties = {}, additionalProperties = true, required = [] } = schema;
		const entries = mergeEntries(node);
		const names = new Set(entries.map(({ key }) => key.text));
		const faults = required
			.filter((name) => !names.has(name))
			.map((name) => ({ message: `${place.name} needs \`${name}\`.`, span: place.span }));
		const patterns = Object.entries(patternProperties).map(
			([pattern, inner]) => [new RegExp(pattern, 'u'), inner] as const,
		);
		for (const { key, value } of entries) {
			if (RESOLVED_BEFORE.has(key.text)) continue;
			const own = Object.hasOwn(properties, key.text) ? properties[key.text] : undefined;
			const matching = patterns.filter(([pattern]) => pattern.test(key.text)).map(([, inner]) => inner);
			const inner = [...(own ? [own] : []), ...matching];
			const innerPlace = { name: `\`${key.text}\``, span: key.span };
			if (inner.length === 0 && typeof additionalProperties === 'object') inner.push(additionalProperties);
			if (inner.length === 0 && additionalProperties === false)
				faults.push({ message: describeUnknownKey(key.text, place, properties), span: key.span });
			for (const one of inner) faults.push(...this.check(value, one, innerPlace));
		}
		return faults;
	}
}

function listKinds(node: YamlNode): readonly Kind[] {
	if (node.type === 'map') return ['object'];
	if (node.type === 'list') return ['array'];
	const { value } = node;
	if (value === null) return ['null'];
	if (typeof value === 'boolean') return ['boolean'];
	if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
	return ['string'];
}

function hasAllowedKind(schema: Schema, kinds: readonly Kind[]): boolean {
	const { type, oneOf } = resolveSchema(schema);
	if (oneOf) return oneOf.some((choice) => hasAllowedKind(choice, kinds));
	if (type === undefined) return true;
	const allowed: readonly string[] = typeof type === 'string' ? [type] : type;
	return kinds.some((kind) => allowed.includes(kind));
}

function checkScalar(text: string, schema: Schema, { name, span }: Place): YamlError[] {
	const fail = (message: string) => [{ message: `${name} ${message}`, span }];
	if (schema.enum && !schema.enum.includes(text))
		return fail(`is one of ${schema.enum.map((one) => `\`${one}\``).join(', ')}, and not \`${text}\`.`);
	if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text))
		return fail(`cannot be \`${text}\`: it has to match \`${schema.pattern}\`.`);
	const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
	if (Number(text) < minimum) return fail(`is at least ${minimum}.`);
	return Number(text) > maximum ? fail(`is at most ${maximum}.`) : [];
}

function findDoubles(items: readonly YamlNode[], { name }: Place): YamlError[] {
	const seen = new Set<string>();
	return items.flatMap((item) => {
		if (item.type !== 'scalar' || isOpen(item)) return [];
		const key = `${typeof item.value} ${item.text}`;
		if (seen.has(key)) return [{ message: `${name} has \`${item.text}\` twice.`, span: item.span }];
		seen.add(key);
		return [];
	});
}

function describeUnknownKey(key: string, { name }: Place, properties: Readonly<Record<string, Schema>>) {
	const known = Object.keys(properties);
	const meant =
		OLD_NAMES[key] ?? known.find((one) => one.startsWith(`${key}_`)) ?? findClosestName(key, known);
	const hint = meant === undefined || !known.includes(meant) ? 'Remove it.' : `Did you mean \`${meant}\`?`;
	return `Compose knows no \`${key}\` in ${name}. ${hint}`;
}

/** What keys of the form before 1.6 are called today. */
const OLD_NAMES: Readonly<Record<string, string>> = {
	net: 'network_mode',
	log_driver: 'logging',
	log_opt: 'logging',
};

const KIND_NAMES: Readonly<Record<string, string>> = {
	object: 'a mapping',
	array: 'a list',
	string: 'a text',
	number: 'a number',
	integer: 'a whole number',
	boolean: '`true` or `false`',
	null: 'empty',
};

function makeKindFault(schemas: readonly Schema[], node: YamlNode, { name, span }: Place): YamlError {
	const kinds = new Set(schemas.flatMap(listNamedKinds));
	const wanted = [...kinds].map((kind) => KIND_NAMES[kind] ?? kind).join(' or ');
	const isEmpty = node.span.end === node.span.start;
	return { message: `${name} must be ${wanted}.`, span: isEmpty ? span : node.span };
}

function listNamedKinds(schema: Schema): readonly string[] {
	const { type, oneOf } = resolveSchema(schema);
	if (oneOf) return oneOf.flatMap(listNamedKinds);
	return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}
