import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { predictPair } from '../../../src/bench/rebuild/compare-pair.ts';
import { redrawPair } from '../../../src/bench/rebuild/generated-pairs.ts';
import {
	isStopped,
	nameVerdict,
	type ProvedPair,
	parseProvedPairs,
	STOPS,
	UNSEEN,
} from '../../../src/bench/rebuild/proved-pairs.ts';

const AT_ONCE = 10;

/**
 * What Docker Engine 28.5 did with generated folders and edits of them, on the classic image store. Made anew with
 * `REBUILD_RECORD=tests/core/rebuild/proved-pairs.txt REBUILD_PAIRS=400 REBUILD_SEED=9001 npm run bench -- rebuild`.
 */
const pairs = parseProvedPairs(readFileSync(new URL('proved-pairs.txt', import.meta.url), 'utf8'));
const groups = Array.from({ length: Math.ceil(pairs.length / AT_ONCE) }, (_, group) =>
	pairs.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
);

/** Whether the engine tells of a step was written down, and is no question to the model. */
function predictAnswer({ seed, draws, answer }: ProvedPair): string {
	const rebuild = predictPair(redrawPair(seed, draws, 'base:one', `m${seed}`));
	if (isStopped(rebuild)) return STOPS;
	return rebuild.steps.map((step, at) => (answer[at] === UNSEEN ? UNSEEN : nameVerdict(step))).join('');
}

describe('the model says what an engine did', () => {
	test.each(groups)('with the pairs from $seed on', (...group) => {
		expect(group.map((pair) => ({ ...pair, answer: predictAnswer(pair) }))).toEqual(group);
	});
});
