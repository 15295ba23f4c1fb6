import { describe, expect, test } from 'vitest';
import { judgeTruth, TRUTH_FILES } from '../../../src/bench/precision/generated/judge-truths.ts';
import { folderWith } from '../../folder-with.ts';
import { hasEngine } from '../live-engine.ts';

/** How many files for each rule; `npm run bench -- witnesses` takes 60. */
const FILES = 8;
const SEED = 9001;
/** Rules that are judged here; the benchmark has more. */
const RULES = ['cleanup-in-later-layer', 'missing-healthcheck', 'secret-in-arg-or-env'];

describe.skipIf(!hasEngine('what rules about images say of made-up files'))('of made-up files', () => {
	test.each(RULES)('%s says what is so', { timeout: 600_000 }, async (rule) => {
		const sample = { files: FILES, seed: SEED, context: folderWith(TRUTH_FILES) };
		const { byRule, unbuildable } = await judgeTruth(rule, sample);
		const { right = [], silent = [], wrong, missed } = byRule[rule] ?? {};
		expect({ unbuildable, wrong, missed }).toEqual({ unbuildable: [], wrong: [], missed: [] });
		expect(right.length).toBeGreaterThan(0);
		expect(silent.length).toBeGreaterThan(0);
	});
});
