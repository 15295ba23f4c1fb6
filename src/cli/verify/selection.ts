import { listSimilarNames } from '#core/source/similar-names.ts';
import type { Content, LoadedExample } from '#examples/content.ts';
import { UsageError } from '../command.ts';

export interface ExampleSelection {
	readonly names: readonly string[];
	/** `2/3`: the second of three machines. */
	readonly shard?: string;
	/** Leave out those whose evidence is fresh. */
	readonly onlyStale: boolean;
}

/** The examples to run, in the order of their names. Throws `UsageError` for a name or a shard that means nothing. */
export function selectExamples(
	{ examples }: Content,
	{ names, shard, onlyStale }: ExampleSelection,
): LoadedExample[] {
	const all = [...examples.values()];
	for (const name of names)
		if (!examples.has(name)) throw createUnknownExampleError(name, [...examples.keys()]);
	const named = names.length === 0 ? all : all.filter(({ id }) => names.includes(id));
	const wanted =
		onlyStale && names.length === 0
			? named.filter(({ isStale, evidence }) => isStale || evidence === undefined)
			: named;
	if (shard === undefined) return wanted;
	const { index, count } = parseShard(shard);
	// Divided before the fresh ones are left out: every machine of a run divides alike, whatever it has recorded already.
	const own = new Set(all.filter((_example, position) => position % count === index - 1).map(({ id }) => id));
	return wanted.filter(({ id }) => own.has(id));
}

function parseShard(text: string): { index: number; count: number } {
	const [index = 0, count = 0] = /^(\d+)\/(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
	if (index < 1 || count < 1 || index > count) {
		throw new UsageError(`--shard cannot be \`${text}\`. It is \`<number>/<of how many>\`, such as \`1/3\`.`);
	}
	return { index, count };
}

function createUnknownExampleError(name: string, exampleNames: readonly string[]): UsageError {
	const similar = listSimilarNames(name, exampleNames);
	const hint =
		similar.length > 0
			? `Did you mean \`${similar.join('` or `')}\`?`
			: `Examples: ${exampleNames.join(', ')}.`;
	return new UsageError(`There is no example \`${name}\`. ${hint}`);
}
