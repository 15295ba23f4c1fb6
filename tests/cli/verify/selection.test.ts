import { expect, test } from 'vitest';
import { UsageError } from '#cli/command.ts';
import { selectExamples } from '#cli/verify/selection.ts';
import type { Content } from '#examples/content.ts';

/** `fresh` ones have evidence that is not stale. */
function content(fresh: readonly string[], stale: readonly string[]): Content {
	const ids = [...fresh, ...stale].sort();
	const examples = new Map(ids.map((id) => [id, { id, isStale: stale.includes(id), evidence: {} }]));
	return { examples } as unknown as Content;
}

const ids = (examples: readonly { readonly id: string }[]) => examples.map(({ id }) => id);
const some = content(['a', 'c'], ['b', 'd']);

test('without names all are chosen, or those whose evidence is stale', () => {
	expect(ids(selectExamples(some, { names: [], onlyStale: false }))).toEqual(['a', 'b', 'c', 'd']);
	expect(ids(selectExamples(some, { names: [], onlyStale: true }))).toEqual(['b', 'd']);
});

test('a named example is chosen even when its evidence is fresh', () => {
	expect(ids(selectExamples(some, { names: ['a'], onlyStale: true }))).toEqual(['a']);
});

test('shards share out all examples, each to one, whatever has been recorded meanwhile', () => {
	const shard = (text: string, from = some) =>
		ids(selectExamples(from, { names: [], shard: text, onlyStale: false }));
	expect([...shard('1/3'), ...shard('2/3'), ...shard('3/3')].sort()).toEqual(['a', 'b', 'c', 'd']);
	const later = content(['a', 'b', 'c'], ['d']);
	expect(ids(selectExamples(later, { names: [], shard: '1/3', onlyStale: true }))).toEqual(['d']);
	expect(shard('1/3')).toEqual(['a', 'd']);
});

test.each(['0/2', '3/2', 'x', '1'])('the shard %s is wrong usage', (shard) => {
	expect(() => selectExamples(some, { names: [], shard, onlyStale: false })).toThrow(UsageError);
});

test('a mistyped name is wrong usage, and the right one is offered', () => {
	const named = content(['copy-not-clone'], []);
	expect(() => selectExamples(named, { names: ['copy-no-clone'], onlyStale: false })).toThrow(
		'Did you mean `copy-not-clone`?',
	);
});
