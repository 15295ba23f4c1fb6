import { isSameNode } from '../files/file-tree.ts';
import type { Selection } from '../files/selection.ts';
import { mayBeSameVariables } from './command-variables.ts';
import { isHidden } from './hidden-text.ts';

/** One input of an operation, as the engine's cache knows it. */
export interface Dependency {
	/** The result it comes from, with the paths read of it. */
	readonly key: string;
	/** False where the result may be another than its key says. */
	readonly isSure: boolean;
	/** What is read of it, where the engine goes by content. */
	readonly selection?: Selection;
}

/** All that counts of an operation itself, by name. */
export type OperationParts = Readonly<Record<string, string>>;

export interface CacheAnswer {
	/** The result that is in the cache for sure. */
	readonly certain?: string;
	/** A result that is the right one if what is not known has stayed the same. */
	readonly possible?: string;
}

/** The results of one build, found as the engine finds them: by the operation and, for each input, its key or its content. */
export class BuildCache {
	readonly #links = new Map<string, Set<string>>();
	readonly #selections = new Map<string, { readonly selection: Selection; readonly result: string }[]>();
	readonly #results = new Map<string, string[]>();
	readonly #parts = new Map<string, OperationParts>();

	store(operation: string, parts: OperationParts, dependencies: readonly Dependency[], result: string): void {
		this.#parts.set(operation, parts);
		addTo(this.#results, operation, result);
		for (const [index, { key, selection }] of dependencies.entries()) {
			const place = `${operation} ${index}`;
			this.#link(`${place} ${key}`, result);
			if (!selection) continue;
			this.#link(`${place} =${selection.key}`, result);
			addTo(this.#selections, place, { selection, result });
		}
	}

	find(operation: string, dependencies: readonly Dependency[]): CacheAnswer {
		const all = this.#results.get(operation) ?? [];
		const sure = dependencies.map((dependency, index) => this.#findSure(operation, index, dependency));
		const found = all.find((result) => sure.every((results) => results.has(result)));
		if (found !== undefined) return { certain: found };
		const possible = all.find((result) =>
			dependencies.every(
				(dependency, index) =>
					sure[index]?.has(result) || this.#isPossible(operation, index, dependency, result),
			),
		);
		return possible === undefined ? {} : { possible };
	}

	/** Operations that are this one if the image has the working directory, the variables or the platform for it. */
	listSimilar(operation: string, parts: OperationParts): string[] {
		return [...this.#parts].flatMap(([other, otherParts]) =>
			other !== operation && isSimilar(parts, otherParts) ? [other] : [],
		);
	}

	/** True where one input alone, whatever the others are, speaks against every result of the operation. */
	isMismatch(operation: string, dependencies: readonly Dependency[], index: number): boolean {
		const dependency = dependencies[index];
		if (!dependency) return false;
		const sure = this.#findSure(operation, index, dependency);
		return !(this.#results.get(operation) ?? []).some(
			(result) => sure.has(result) || this.#isPossible(operation, index, dependency, result),
		);
	}

	/** What the results of an operation had read of one input. */
	listSelections(operation: string, index: number): Selection[] {
		return (this.#selections.get(`${operation} ${index}`) ?? []).map(({ selection }) => selection);
	}

	hasOperation(operation: string): boolean {
		return this.#results.has(operation);
	}

	#findSure(operation: string, index: number, { key, isSure, selection }: Dependency): ReadonlySet<string> {
		const place = `${operation} ${index}`;
		const byKey = isSure ? this.#links.get(`${place} ${key}`) : undefined;
		const byContent = selection && this.#links.get(`${place} =${selection.key}`);
		if (!byContent) return byKey ?? NOTHING;
		return byKey ? new Set([...byKey, ...byContent]) : byContent;
	}

	#isPossible(operation: string, index: number, dependency: Dependency, result: string): boolean {
		const place = `${operation} ${index}`;
		const { key, selection } = dependency;
		if (!dependency.isSure && this.#links.get(`${place} ${key}`)?.has(result)) return true;
		if (!selection) return false;
		return (this.#selections.get(place) ?? []).some(
			(other) => other.result === result && mayBeSame(selection, other.selection),
		);
	}

	#link(from: string, result: string): void {
		const results = this.#links.get(from);
		if (results) results.add(result);
		else this.#links.set(from, new Set([result]));
	}
}

const NOTHING: ReadonlySet<string> = new Set();

/** What may be below the working directory of an image. */
const FOLDERS: readonly string[] = ['folder', 'target'];

function isSimilar(first: OperationParts, other: OperationParts): boolean {
	return Object.keys({ ...first, ...other }).every(
		(name) => first[name] === other[name] || mayBeSamePart(name, first[name], other[name]),
	);
}

function mayBeSamePart(name: string, first = '', other = ''): boolean {
	if (FOLDERS.includes(name)) return isHidden(first) !== isHidden(other);
	if (name === 'variables') return mayBeSameVariables(first, other);
	return name === 'platform' && (first === '' || other === '');
}

/** Two selections of which one is not known whole: different only where a file that is known in one is known to differ in the other. */
function mayBeSame(one: Selection, other: Selection): boolean {
	if (one.isExact && other.isExact) return one.key === other.key;
	return !contradicts(one, other) && !contradicts(other, one);
}

function contradicts(one: Selection, other: Selection): boolean {
	const others = other.listNodes();
	for (const [path, node] of one.listNodes()) {
		if (node.kind === 'folder') continue;
		const otherNode = others.get(path);
		if (otherNode ? !isSameNode(node, otherNode) : other.isExact) return true;
	}
	return false;
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
	const values = map.get(key);
	if (values) values.push(value);
	else map.set(key, [value]);
}
