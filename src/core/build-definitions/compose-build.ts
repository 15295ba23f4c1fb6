import { expandVariables, isKnown } from '../compose/interpolate.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { mergeEntries, type YamlMap, type YamlNode, type YamlScalar } from '../source/yaml.ts';
import {
	type BuildField,
	type BuildPart,
	EMPTY_PART,
	type InlineDockerfile,
	type NamedValues,
} from './model.ts';
import { isRemote, resolveDefinitionPath } from './paths.ts';

/** Where a compose file stands, and what its variables are. */
export interface ComposePlace {
	readonly file: string;
	/** What its relative paths begin at. */
	readonly folder: string;
	readonly environment: NamedValues;
}

/** What `build:` says, in its short form (`build: ./app`) or its long one. */
export function readComposeBuild(node: YamlNode, place: ComposePlace): BuildPart {
	if (node.type === 'scalar') {
		return node.value === null ? EMPTY_PART : { ...EMPTY_PART, context: readPath(node, place) };
	}
	if (node.type === 'list') return EMPTY_PART;
	const fields = new Map(mergeEntries(node).map(({ key, value }) => [key.text, value]));
	const findScalar = (name: string) => {
		const value = fields.get(name);
		return value?.type === 'scalar' && value.value !== null ? value : undefined;
	};
	const context = findScalar('context');
	const dockerfile = findScalar('dockerfile');
	const inline = findScalar('dockerfile_inline');
	const target = findScalar('target');
	return {
		...omitUndefined({
			isOverride: node.isOverride,
			context: context && readPath(context, place),
			dockerfile: dockerfile && readValue(dockerfile, place),
			inline: inline && readInline(inline, place),
			target: target && readValue(target, place),
		}),
		resets: listResets(fields),
		args: readNamedValues(fields.get('args'), place, (value) => value),
		contexts: readNamedValues(fields.get('additional_contexts'), place, (value) =>
			value === null || isRemote(value) ? value : resolveDefinitionPath(place.folder, value),
		),
		labels: readNamedValues(fields.get('labels'), place, (value) => value),
	};
}

/** The value of a scalar with its variables replaced; `null` where one of them is not known. */
export function readValue(scalar: YamlScalar, { environment }: ComposePlace): string | null {
	const { text } = expandVariables(scalar, environment);
	return isKnown(text) && isWrittenPlainly(scalar) ? text : null;
}

/** False for numbers and truths of which Compose makes another text: `1.50`, `0x10`, `1_000`, `TRUE`. */
function isWrittenPlainly({ text, value }: YamlScalar): boolean {
	return typeof value === 'string' ? !/^[-+]?\d+_[\d_]*$/.test(text) : String(value) === text;
}

/** The entry of a mapping that has this name. */
export function findYamlField(map: YamlMap, name: string): YamlNode | undefined {
	return mergeEntries(map).find(({ key }) => key.text === name)?.value;
}

const FIELDS: Readonly<Record<string, BuildField>> = {
	context: 'context',
	dockerfile: 'dockerfile',
	dockerfile_inline: 'inline',
	target: 'target',
	args: 'args',
	additional_contexts: 'contexts',
	labels: 'labels',
};

/** What `!reset` takes away, or `!override` replaces. */
function listResets(fields: ReadonlyMap<string, YamlNode>): BuildField[] {
	return [...fields].flatMap(([name, value]) => {
		const isGone = value.type === 'scalar' ? value.isReset : value.isOverride;
		return (isGone && FIELDS[name]) || [];
	});
}

function readPath(scalar: YamlScalar, place: ComposePlace): string | null {
	const path = readValue(scalar, place);
	return path === null || isRemote(path) ? path : resolveDefinitionPath(place.folder, path);
}

function readInline(scalar: YamlScalar, { file, environment }: ComposePlace): InlineDockerfile {
	const text = expandVariables(scalar, environment);
	// What is left where no `$$` has become a `$` is left because it is not known.
	const plain = expandVariables({ ...scalar, text: scalar.text.replaceAll('$$', '') }, environment).text;
	const unknownNames = [...plain.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
	return { file, start: scalar.span.start, text, unknownNames };
}

/** `KEY: value` and `- KEY=value` alike. A name alone takes its value from whoever builds. */
function readNamedValues(
	node: YamlNode | undefined,
	place: ComposePlace,
	convert: (value: string | null) => string | null,
): NamedValues {
	const values = new Map<string, string | null>();
	const add = (name: string, value: string | null | undefined) =>
		values.set(name, convert(value === undefined ? (place.environment.get(name) ?? null) : value));
	if (node?.type === 'map') {
		for (const { key, value } of mergeEntries(node)) {
			if (value.type !== 'scalar') continue;
			add(key.text, value.value === null ? undefined : readValue(value, place));
		}
	}
	for (const item of node?.type === 'list' ? node.items : []) {
		if (item.type !== 'scalar') continue;
		const { text } = expandVariables(item, place.environment);
		const at = text.indexOf('=');
		const name = at === -1 ? text : text.slice(0, at);
		if (!isKnown(name)) continue;
		const value = text.slice(at + 1);
		add(name, at === -1 ? undefined : isKnown(value) ? value : null);
	}
	return values;
}
