import { existsSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { judgePages } from '../../src/bench/lighthouse.ts';

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const PAGES = ['/', '/lessons/git-in-containers/', '/rules/clone-in-build/', '/examples/copy-not-clone/'];

// Speed is measured by `npm run bench -- lighthouse`, where nothing else runs beside it.
test('Lighthouse gives at least 99 for accessibility, good practice and being found', async ({ baseURL }) => {
	test.setTimeout(300_000);
	const verdicts = await judgePages(
		PAGES.map((path) => `${baseURL}${path}`),
		existsSync(chromium) ? chromium : undefined,
		['accessibility', 'best-practices', 'seo'],
	);
	for (const [at, { scores, failed }] of verdicts.entries())
		for (const [category, score] of Object.entries(scores))
			expect(score, `${PAGES[at]} ${category} ${failed.join('; ')}`).toBeGreaterThanOrEqual(99);
});
