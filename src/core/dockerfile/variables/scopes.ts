import type { BuildInputs, Dockerfile, Instruction, Pair, Stage } from '../model.ts';
import type { StageGraph } from '../stages.ts';
import type { StageStep } from '../steps.ts';
import { LONGEST_VALUE, PLATFORM_ARGS } from './global-args.ts';
import { type Lookup, substitute } from './substitution.ts';

/** A name in scope. */
export interface Variable {
	readonly kind: 'arg' | 'env';
	/** `undefined` for an `ARG` without a value, `null` where the value cannot be known. */
	readonly value: string | null | undefined;
}

interface Entry extends Variable {
	/** The turn of the instruction that sets it, as `Step` counts. */
	readonly at: number;
}

/** The names one stage sets itself, each with its history, and what it looked up in the stages below. */
interface StageScope {
	readonly parent: StageScope | undefined;
	/** What every stage without a parent begins with. */
	readonly initial: ReadonlyMap<string, Variable>;
	histories: Map<string, Entry[]> | undefined;
	inherited: Map<string, Variable | undefined> | undefined;
}

const NOTHING: ReadonlyMap<string, Variable> = new Map();
/** Every image has a `PATH`; to the empty one BuildKit gives its own. */
const OF_IMAGES = makeEnvironment({ PATH: null });
const OF_SCRATCH = makeEnvironment({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' });

function makeEnvironment(values: Readonly<Record<string, string | null>>): ReadonlyMap<string, Variable> {
	return new Map(Object.entries(values).map(([name, value]) => [name, { kind: 'env', value } as const]));
}

const PLATFORM: ReadonlyMap<string, Variable> = new Map(
	PLATFORM_ARGS.map((name) => [name, { kind: 'arg', value: null }] as const),
);

/** Of every stage that runs nothing and stands on no other. */
const IMAGE = makeScope(undefined, OF_IMAGES);
const SCRATCH = makeScope(undefined, OF_SCRATCH);

/** More names than this are not gone through for one that is like another. */
const MOST_NAMES = 500;

/** The steps of a stage, in the order in which they run. */
type ListSteps = (stage: Stage) => readonly StageStep[];

export function makeScopes(dockerfile: Dockerfile, graph: StageGraph, listSteps: ListSteps): Scopes {
	return new Scopes(dockerfile, graph, listSteps);
}

/**
 * `ARG` and `ENV` of a whole file, worked out in one walk as a build with the file's inputs would. An `ARG` in a stage
 * takes the value of the `ARG` before the first `FROM`; a stage begins with all its base stage had.
 */
class Scopes {
	readonly #escape: string;
	readonly #graph: StageGraph;
	readonly #inputs: BuildInputs | undefined;
	readonly #unknown: ReadonlyMap<string, Variable>;
	readonly #global: StageScope;
	/** In the order of the stages. */
	readonly #stages: StageScope[] = [];

	constructor(dockerfile: Dockerfile, graph: StageGraph, listSteps: ListSteps) {
		this.#escape = dockerfile.escape;
		this.#graph = graph;
		this.#inputs = dockerfile.inputs;
		const names = dockerfile.inputs?.unknownNames ?? [];
		this.#unknown = new Map(names.map((name) => [name, { kind: 'arg', value: null }]));
		this.#global = makeScope(undefined, this.#unknown);
		for (const arg of dockerfile.globalArgs) this.#declareGlobal(arg);
		for (const stage of dockerfile.stages) this.#enter(stage, listSteps(stage));
	}

	/** What a name means to an instruction before it runs. A `FROM` sees the `ARG`s before the first one. */
	lookup(name: string, at: Instruction): Variable | undefined {
		const scope = this.#scopeOf(at);
		const before = at.keyword === 'FROM' ? Number.POSITIVE_INFINITY : at.span.start;
		const found = find(scope, name, before);
		return found ?? (scope === this.#global ? PLATFORM.get(name) : undefined);
	}

	/** What a name means to an instruction whose turn it is in a stage. */
	lookupIn(stage: Stage, name: string, turn: number): Variable | undefined {
		return find(this.#stages[stage.index] ?? this.#global, name, turn);
	}

	/** The values of names for that instruction. */
	lookupFor(stage: Stage, turn: number): Lookup {
		return (name) => this.lookupIn(stage, name, turn)?.value;
	}

	/** Every name with a value that is in scope then, those of far ancestors left out. */
	namesWithValue(stage: Stage, turn: number): string[] {
		const names = new Set<string>();
		let scope = this.#stages[stage.index];
		for (let steps = 0; scope && steps < 100; steps++) {
			for (const name of [...scope.initial.keys(), ...(scope.histories?.keys() ?? [])]) {
				if (names.size >= MOST_NAMES) return [...names];
				if (this.lookupIn(stage, name, turn)?.value !== undefined) names.add(name);
			}
			scope = scope.parent;
		}
		return [...names];
	}

	/** The value of an `ARG` before the first `FROM`. */
	globalArg(name: string): Variable | undefined {
		return find(this.#global, name, Number.POSITIVE_INFINITY) ?? PLATFORM.get(name);
	}

	globalNames(): string[] {
		return [...PLATFORM_ARGS, ...this.#unknown.keys(), ...(this.#global.histories?.keys() ?? [])];
	}

	#scopeOf(at: Instruction): StageScope {
		const stage = at.keyword === 'FROM' ? undefined : this.#graph.stageOf(at);
		return (stage && this.#stages[stage.index]) ?? this.#global;
	}

	#declareGlobal(instruction: Instruction): void {
		const at = instruction.span.start;
		for (const { key, value } of instruction.pairs) {
			const defaultValue = value
				? this.#valueOf(value.text, (name) => this.globalArg(name)?.value)
				: // Without a default an `ARG` here says that the name may be given; BuildKit keeps what it had before.
					this.globalArg(key.text)?.value;
			add(this.#global, key.text, { kind: 'arg', value: this.#givenValue(key.text, defaultValue), at });
		}
	}

	#enter(stage: Stage, steps: readonly StageStep[]): void {
		const parent = this.#graph.parentOf(stage);
		const below = parent && this.#stages[parent.index];
		const bare = this.#addUnknown(stage.base.text === 'scratch' ? SCRATCH : IMAGE);
		const scope = below || steps.length > 0 ? makeScope(below, below ? NOTHING : bare.initial) : bare;
		this.#stages.push(scope);
		for (const { instruction, turn } of steps) this.#apply(scope, instruction, turn);
	}

	#addUnknown(scope: StageScope): StageScope {
		if (this.#unknown.size === 0) return scope;
		return makeScope(undefined, new Map([...scope.initial, ...this.#unknown]));
	}

	#apply(scope: StageScope, { keyword, pairs }: Instruction, at: number): void {
		if (keyword === 'ARG') {
			for (const pair of pairs)
				add(scope, pair.key.text, { kind: 'arg', value: this.#argValue(scope, pair), at });
		} else if (keyword === 'ENV') {
			const lookup = makeLookup(scope);
			// All pairs of one `ENV` see what was in scope before it.
			const entries = pairs.map(({ key, value }) => ({
				name: this.#valueOf(key.text, lookup) ?? '',
				entry: { kind: 'env', value: this.#valueOf(value?.text ?? '', lookup), at } as const,
			}));
			for (const { name, entry } of entries) add(scope, name, entry);
		}
	}

	#argValue(scope: StageScope, pair: Pair): string | null | undefined {
		return this.#givenValue(pair.key.text, this.#defaultValue(scope, pair));
	}

	/** What the one who builds gives for an `ARG`, else its default. */
	#givenValue(name: string, fallback: string | null | undefined): string | null | undefined {
		const given = this.#inputs?.args.get(name);
		if (given !== undefined) return given;
		return this.#inputs?.isOpen && !fallback ? null : fallback;
	}

	#defaultValue(scope: StageScope, { key, value }: Pair): string | null | undefined {
		if (value) return this.#valueOf(value.text, makeLookup(scope));
		const global = this.globalArg(key.text)?.value;
		// Declared and not given a value, it leaves what an `ENV` or a base stage has set.
		return global === undefined ? find(scope, key.text, Number.POSITIVE_INFINITY)?.value : global;
	}

	#valueOf(text: string, lookup: Lookup): string | null {
		if (!/[$"'\\`]/.test(text)) return text.length > LONGEST_VALUE ? null : text;
		const value = substitute(text, lookup, { escape: this.#escape }).value ?? null;
		return value === null || value.length > LONGEST_VALUE ? null : value;
	}
}

function makeScope(parent: StageScope | undefined, initial: StageScope['initial']): StageScope {
	return { parent, initial, histories: undefined, inherited: undefined };
}

/** What a name is worth at the end of what was read of a stage so far. */
function makeLookup(scope: StageScope): Lookup {
	return (name) => find(scope, name, Number.POSITIVE_INFINITY)?.value;
}

function add(scope: StageScope, name: string, entry: Entry): void {
	scope.histories ??= new Map();
	const history = scope.histories.get(name);
	if (history) history.push(entry);
	else scope.histories.set(name, [entry]);
}

function find(scope: StageScope, name: string, before: number): Variable | undefined {
	const history = scope.histories?.get(name);
	const own = history && findEntryBefore(history, before);
	return own ?? (scope.parent ? findInherited(scope, name) : scope.initial.get(name));
}

/** Looks down the base stages; every stage on the way remembers the answer. */
function findInherited(scope: StageScope, name: string): Variable | undefined {
	const way: StageScope[] = [];
	let answer: Variable | undefined;
	for (let at: StageScope | undefined = scope; at; at = at.parent) {
		if (at !== scope) {
			answer = at.histories?.get(name)?.at(-1) ?? at.initial.get(name);
			if (answer) break;
		}
		if (at.inherited?.has(name)) {
			answer = at.inherited.get(name);
			break;
		}
		if (at.parent) way.push(at);
	}
	for (const at of way) {
		at.inherited ??= new Map();
		at.inherited.set(name, answer);
	}
	return answer;
}

function findEntryBefore(history: readonly Entry[], before: number): Entry | undefined {
	let low = 0;
	let high = history.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((history[middle]?.at ?? 0) < before) low = middle + 1;
		else high = middle;
	}
	return history[low - 1];
}

export type { Scopes };
