import { evaluate, extendScope, type HclScope } from '../hcl/evaluate.ts';
import type { HclBlock, HclBody, HclExpression } from '../hcl/model.ts';
import { type HclValue, isHclList, isHclObject, toText } from '../hcl/value.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { makeBakeScope, readBakeFile } from './bake-file.ts';
import { type BakeSource, INLINE, readBakeInline } from './bake-inline.ts';
import {
	type BuildDefinition,
	type BuildPart,
	EMPTY_PART,
	mergeParts,
	type NamedValues,
	type ReadText,
} from './model.ts';
import { isRemote, resolveDefinitionPath } from './paths.ts';

/** The files that `docker buildx bake` reads together, in their order. */
export interface BakeProject {
	/** What relative paths begin at. */
	readonly folder: string;
	readonly files: readonly string[];
	/** The services of the compose file beside them, which Bake takes for targets too. */
	readonly services: readonly BuildDefinition[];
}

/** A target, and whether it is there for others only: they inherit from it, and no group names it. */
export interface BakeTarget {
	readonly definition: BuildDefinition;
	readonly isTemplate: boolean;
}

/** More targets than this nobody wrote; a matrix may multiply to any number. */
const MOST_TARGETS = 1000;
const LONGEST_CHAIN = 32;

/** The targets of Bake files, with what they inherit, one for each combination of a matrix. */
export function listBakeTargets(project: BakeProject, readText: ReadText): BakeTarget[] {
	const files = project.files.flatMap((path) => {
		const text = readText(path);
		const body = text === undefined ? undefined : readBakeFile(path, text);
		return body && text !== undefined ? [{ path, text, body }] : [];
	});
	const scope = makeBakeScope(files.map(({ body }) => body));
	const targets = new Map<string, Target>();
	for (const file of files) {
		for (const block of file.body.blocks) {
			if (block.name === 'target') addTargets(targets, block, file, scope);
		}
	}
	const inherited = new Set(
		[...targets.values()].flatMap(({ blocks }) => blocks.flatMap((one) => one.parents)),
	);
	const grouped = listGroupMembers(
		files.map(({ body }) => body),
		scope,
	);
	const resolver = new Resolver(project, targets);
	return [...targets].map(([name, { path, label }]) => ({
		definition: { ...resolver.resolveDefinition(name), name, file: path },
		isTemplate: !grouped.has(name) && !grouped.has(label) && (inherited.has(name) || name.startsWith('_')),
	}));
}

/** One block of a target as a combination of its matrix has it. */
interface TargetBlock {
	readonly parents: readonly string[];
	readonly part: BuildPart;
}

interface Target {
	readonly path: string;
	/** The name of the block, which is a group where the block has a matrix. */
	readonly label: string;
	readonly blocks: TargetBlock[];
}

function addTargets(
	targets: Map<string, Target>,
	block: HclBlock,
	source: BakeSource,
	scope: HclScope,
): void {
	const [label = ''] = block.labels;
	for (const values of listCombinations(block.body, scope)) {
		const inner = extendScope(scope, values);
		const written = block.body.attributes.get('name');
		const name = written ? (toText(evaluate(written, inner)) ?? `${label}-${targets.size}`) : label;
		const target = targets.get(name) ?? { path: source.path, label, blocks: [] };
		if (targets.size >= MOST_TARGETS && !targets.has(name)) return;
		target.blocks.push({
			parents: listTexts(block.body.attributes.get('inherits'), inner),
			part: readPart(source, block.body, inner),
		});
		targets.set(name, target);
	}
}

/** The values of a matrix, each with each. Without one there is one combination, of nothing. */
function listCombinations({ attributes }: HclBody, scope: HclScope): Record<string, HclValue>[] {
	const expression = attributes.get('matrix');
	const matrix = expression && evaluate(expression, scope);
	let combinations: Record<string, HclValue>[] = [{}];
	if (!isHclObject(matrix)) return combinations;
	for (const [name, values] of Object.entries(matrix)) {
		const items = isHclList(values) ? values : [undefined];
		combinations = combinations
			.flatMap((combination) => items.map((item) => ({ ...combination, [name]: item })))
			.slice(0, MOST_TARGETS);
	}
	return combinations;
}

function readPart(source: BakeSource, body: HclBody, scope: HclScope): BuildPart {
	const { attributes } = body;
	const read = (name: string): { readonly value: string | null } | undefined => {
		const expression = attributes.get(name);
		const value = expression && evaluate(expression, scope);
		return expression === undefined || value === null ? undefined : { value: toText(value) ?? null };
	};
	const isEmptied = read(INLINE)?.value === '';
	return {
		...omitUndefined({
			context: read('context')?.value,
			dockerfile: read('dockerfile')?.value,
			inline: readBakeInline(source, body, scope),
			target: read('target')?.value,
			makesImage: readOutput(attributes.get('output'), scope),
			resets: isEmptied ? (['inline'] as const) : undefined,
		}),
		args: readNamedValues(attributes.get('args'), scope),
		contexts: readNamedValues(attributes.get('contexts'), scope),
		labels: readNamedValues(attributes.get('labels'), scope),
	};
}

/** Whether any output is an image; `undefined` where none is given. What is not known may be one. */
function readOutput(expression: HclExpression | undefined, scope: HclScope): boolean | undefined {
	const outputs = expression && evaluate(expression, scope);
	if (!isHclList(outputs) || outputs.length === 0) return undefined;
	return !outputs.every((output) => {
		if (isHclObject(output)) return FILES_ONLY.test(toText(output.type) ?? '');
		const text = toText(output);
		// A path alone is a folder, `-` an archive.
		return (
			text !== undefined &&
			(!text.includes('=') || FILES_ONLY.test(/(?:^|,)type=([^,]*)/.exec(text)?.[1] ?? ''))
		);
	});
}

const FILES_ONLY = /^(?:cacheonly|local|tar)$/;

/** A value of `null` counts as not given. */
function readNamedValues(expression: HclExpression | undefined, scope: HclScope): NamedValues {
	const object = expression && evaluate(expression, scope);
	if (!isHclObject(object)) return new Map();
	const given = Object.entries(object).filter(([, value]) => value !== null);
	return new Map(given.map(([name, value]) => [name, toText(value) ?? null]));
}

function listTexts(expression: HclExpression | undefined, scope: HclScope): string[] {
	const list = expression && evaluate(expression, scope);
	return isHclList(list) ? list.flatMap((item) => toText(item) ?? []) : [];
}

/** What groups name, groups of groups included. */
function listGroupMembers(files: readonly HclBody[], scope: HclScope): ReadonlySet<string> {
	const members = new Set<string>();
	for (const { blocks } of files) {
		for (const { name, body } of blocks) {
			if (name !== 'group') continue;
			for (const target of listTexts(body.attributes.get('targets'), scope)) members.add(target);
		}
	}
	return members;
}

/** Follows `inherits`, each target once. */
class Resolver {
	readonly #project: BakeProject;
	readonly #targets: ReadonlyMap<string, Target>;
	readonly #services: ReadonlyMap<string, BuildDefinition>;
	readonly #parts = new Map<string, BuildPart>();

	constructor(project: BakeProject, targets: ReadonlyMap<string, Target>) {
		this.#project = project;
		this.#targets = targets;
		this.#services = new Map(project.services.map((service) => [service.name, service]));
	}

	resolveDefinition(name: string): Omit<BuildDefinition, 'name' | 'file'> {
		const { context, contexts, dockerfile, target, inline, args, labels, makesImage } = this.#resolvePart(
			name,
			0,
		);
		const { folder } = this.#project;
		return {
			context: context === null ? null : resolvePlace(folder, context ?? '.'),
			...{ dockerfile, inline, target, args, labels, makesImage },
			contexts: new Map(
				[...contexts].map(([key, value]) => [key, value === null ? null : resolvePlace(folder, value)]),
			),
		};
	}

	/** Parents in their order, then the blocks of the target itself; one that inherits from itself ends there. */
	#resolvePart(name: string, depth: number): BuildPart {
		const cached = this.#parts.get(name);
		if (cached) return cached;
		this.#parts.set(name, EMPTY_PART);
		const blocks = this.#targets.get(name)?.blocks ?? [];
		// Where several blocks have the name, the last one that inherits says from whom.
		const parents = blocks.findLast((block) => block.parents.length > 0)?.parents ?? [];
		const service = this.#services.get(name);
		const parts = [
			...(depth < LONGEST_CHAIN ? parents.map((parent) => this.#resolvePart(parent, depth + 1)) : []),
			...(service ? [omitUndefined(service)] : []),
			...blocks.map(({ part }) => part),
		];
		const part = parts.reduce(mergeParts, EMPTY_PART);
		this.#parts.set(name, part);
		return part;
	}
}

function resolvePlace(folder: string, place: string): string {
	return isRemote(place) ? place : resolveDefinitionPath(folder, place);
}
