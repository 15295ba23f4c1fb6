import { describe, expect, test } from 'vitest';
import { CONTEXT_FILES, generateFixable } from '../../src/bench/fixes/generated-files.ts';
import { proveFixes } from '../../src/bench/fixes/prove-fixes.ts';
import { provideSmallBase } from '../../src/bench/fixes/small-base.ts';
import { folderWith } from '../folder-with.ts';
import { hasEngine } from './live-engine.ts';

/** How many generated files; `npm run bench -- fixes` takes 500. */
const FILES = 60;

describe.skipIf(!hasEngine('what safe fixes change in an image'))('safe fixes', () => {
	test(`of ${FILES} files change in the image only what their rules announce`, async () => {
		await provideSmallBase(() => {});
		const context = folderWith(CONTEXT_FILES);
		const candidates = Array.from({ length: FILES }, (_, index) => {
			const seed = 9001 + index;
			return { name: `seed ${seed}`, text: generateFixable(seed), context };
		});
		const { broken, compared } = await proveFixes(candidates, ['safe']);
		expect(broken).toEqual([]);
		expect(compared).toBeGreaterThan(FILES / 2);
	}, 900_000);
});
