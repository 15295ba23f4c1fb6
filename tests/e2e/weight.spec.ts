import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { builtPages, onePageOfEachKind } from './built-site.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';

/** What a first view may weigh, gzipped, in bytes: everything that is asked for before the reader does anything. */
const LIMIT = 40_000;

test('the first view of every lesson and every kind of page stays below its weight', async ({
	browser,
	baseURL,
}) => {
	test.setTimeout(240_000);
	const rows: { page: string; requests: number; bytes: number }[] = [];
	const lessons = builtPages().filter((page) => page.startsWith('/lessons/'));
	for (const path of new Set([...onePageOfEachKind(), ...lessons])) {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${baseURL}${path}`, { waitUntil: 'networkidle' });
		const asked = await page.evaluate(() =>
			[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
				({ name }) => name,
			),
		);
		const sizes = await Promise.all(
			[...new Set(asked)].map(async (url) => wireSize(url, await (await context.request.get(url)).body())),
		);
		rows.push({ page: path, requests: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) });
		await context.close();
	}
	console.table(rows);
	mkdirSync('.cache/test-results', { recursive: true });
	writeFileSync('.cache/test-results/weights.json', `${JSON.stringify(rows, null, '\t')}\n`);
	for (const { page, bytes } of rows) if (page !== '/search/') expect(bytes, page).toBeLessThanOrEqual(LIMIT);
});

test('a lesson does not move while it loads', async ({ page }) => {
	await watchShifts(page);
	await page.goto('/lessons/git-in-containers/', { waitUntil: 'networkidle' });
	expect(await shiftsOf(page)).toBe(0);
});

function wireSize(url: string, body: Buffer): number {
	return /\.(woff2|png|gz)$/.test(new URL(url).pathname) ? body.length : gzipSync(body, { level: 9 }).length;
}
