import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { provePairs } from '../../src/bench/rebuild/prove-pairs.ts';
import { provideShellImage, readEngineSettings } from '../../src/bench/rebuild/shell-image.ts';
import { hasEngine } from './live-engine.ts';

/** How many generated pairs of a folder and an edit; `npm run bench -- rebuild` takes ten times as many. */
const PAIRS = 100;
/** Of the steps at most this part may be left open: more, and the agreement says little. */
const MOST_UNSURE = 0.15;

describe.skipIf(!hasEngine('the model of what an edit rebuilds'))('what an edit rebuilds', () => {
	test(`the model says of ${PAIRS} pairs what the engine does`, async () => {
		const base = await provideShellImage(() => {});
		const mark = `t${randomBytes(4).toString('hex')}`;
		const seeds = Array.from({ length: PAIRS }, (_, index) => 5001 + index);
		const { differences, steps, unsure } = await provePairs({
			base,
			settings: readEngineSettings(),
			seeds,
			mark,
		});
		expect(differences).toEqual([]);
		expect(steps).toBeGreaterThan(2 * PAIRS);
		expect(unsure).toBeLessThan(MOST_UNSURE * steps);
	}, 900_000);
});
