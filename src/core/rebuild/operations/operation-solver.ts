import { selectContent } from '../files/selection.ts';
import type { BuildResult } from '../stage-state.ts';
import { BuildCache, type Dependency, type OperationParts } from './build-cache.ts';
import type { Operation, OperationInput } from './operation.ts';
import type { RunTools } from './run-tools.ts';

/** What the engine does with an operation. */
export interface SolvedOperation {
	/** The operation's parts under one name. */
	readonly operationKey: string;
	readonly dependencies: readonly Dependency[];
	readonly verdict: 'again' | 'cached' | 'unsure';
	readonly result: BuildResult;
	/** The path that it copies and that is not there. */
	readonly missing: string | undefined;
}

type FoundResult = Pick<SolvedOperation, 'verdict'> & { readonly key: string };

/** Finds the results of operations in the cache of an earlier build, and keeps its own for a later one. */
export class OperationSolver {
	readonly cache = new BuildCache();
	readonly #earlier: BuildCache | undefined;
	readonly #tools: RunTools;
	readonly #verdicts = new Map<string, SolvedOperation['verdict']>();
	#count = 0;

	constructor(earlier: BuildCache | undefined, tools: RunTools) {
		this.#earlier = earlier;
		this.#tools = tools;
	}

	solve(operation: Operation): SolvedOperation {
		const { interner } = this.#tools;
		const operationKey = interner.name(JSON.stringify(operation.parts));
		const definitions = operation.inputs.map(({ result }) => result.definition);
		const definition = interner.name(operationKey, operation.details, ...definitions);
		const dependencies = operation.inputs.map((input) => this.#readDependency(input));
		const missing = dependencies.find(({ selection }) => selection?.missing !== undefined)?.selection
			?.missing;
		const { key, verdict } =
			missing === undefined
				? this.#findResult(operationKey, operation.parts, dependencies)
				: this.#makeResult();
		const isSure = verdict !== 'unsure';
		// What a step leaves that may run again is not known to be what it left before.
		const tree = operation.makeTree(isSure ? key : `${key}, or another`);
		const result = { key, definition, isSure, tree };
		this.cache.store(operationKey, operation.parts, dependencies, key);
		this.#verdicts.set(key, verdict);
		return { operationKey, dependencies, verdict, result, missing };
	}

	#readDependency({ result, selectors }: OperationInput): Dependency {
		const paths = JSON.stringify(selectors?.map(({ path }) => path).sort() ?? []);
		const key = this.#tools.interner.name('read', result.key, paths);
		if (!selectors) return { key, isSure: result.isSure };
		return { key, isSure: result.isSure, selection: selectContent(result.tree, selectors, this.#tools) };
	}

	/** Two steps that do the same to the same are one: the engine runs it once. */
	#findResult(operationKey: string, parts: OperationParts, dependencies: readonly Dependency[]): FoundResult {
		const shared = this.cache.find(operationKey, dependencies).certain;
		if (shared !== undefined) return { key: shared, verdict: this.#verdicts.get(shared) ?? 'again' };
		const { certain: found, possible } = this.#earlier?.find(operationKey, dependencies) ?? {};
		if (found !== undefined) return { key: found, verdict: 'cached' };
		const similar = possible ?? this.#findSimilar(operationKey, parts, dependencies);
		return similar === undefined ? this.#makeResult() : { key: similar, verdict: 'unsure' };
	}

	#findSimilar(
		operationKey: string,
		parts: OperationParts,
		dependencies: readonly Dependency[],
	): string | undefined {
		for (const other of this.#earlier?.listSimilar(operationKey, parts) ?? []) {
			const { certain: found, possible } = this.#earlier?.find(other, dependencies) ?? {};
			if (found !== undefined || possible !== undefined) return found ?? possible;
		}
		return undefined;
	}

	#makeResult(): FoundResult {
		return { key: `${this.#earlier ? 'after' : 'before'} ${this.#count++}`, verdict: 'again' };
	}
}
