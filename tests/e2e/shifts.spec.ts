import { expect, type Page, test } from 'playwright/test';
import { builtPages, onePageOfEachKind } from './built-site.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';

/** The most that what is there may move by itself while a reader scrolls. */
const LEAST_SEEN = 0.05;

const pages = [
	...new Set([
		...onePageOfEachKind(),
		...builtPages().filter((path) => path.startsWith('/lessons/')),
		'/check/',
		'/offline/',
	]),
];

for (const { width, height } of [
	{ width: 1280, height: 900 },
	{ width: 390, height: 844 },
])
	for (const [pace, step, pause] of [
		['slowly', 0.35, 60],
		['fast', 4, 15],
	] as const)
		test(`nothing jumps while a reader scrolls ${pace} through each page, ${width} px wide`, async ({
			page,
		}) => {
			test.setTimeout(240_000);
			await page.setViewportSize({ width, height });
			await watchShifts(page);
			const moved: Record<string, number> = {};
			for (const path of pages) {
				await page.goto(path);
				await scrollThrough(page, step * height, pause);
				const sum = await shiftsOf(page);
				if (sum >= LEAST_SEEN) moved[path] = sum;
			}
			expect(moved).toEqual({});
		});

for (const width of [1440, 390])
	test(`what a search finds pushes nothing away from a reader at the foot of the page, ${width} px wide`, async ({
		page,
	}) => {
		await page.setViewportSize({ width, height: 800 });
		await watchShifts(page);
		await page.route('**/search/**/*.json', async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 500));
			await route.continue();
		});
		await page.goto('/search/?q=cache');
		await scrollThrough(page, 4 * 800, 15);
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		await expect(page.locator('[data-search-results] > li')).toHaveCount(12);
		await expect(page.locator('.site-footer')).toBeVisible();
		await page.waitForTimeout(300);
		expect(await shiftsOf(page)).toBeLessThan(LEAST_SEEN);
	});

async function scrollThrough(page: Page, step: number, pause: number): Promise<void> {
	await page.evaluate(
		async ([by, wait]) => {
			document.documentElement.style.scrollBehavior = 'auto';
			for (let at = 0; at < document.documentElement.scrollHeight; at += by ?? 1) {
				scrollTo(0, at);
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
			// What comes late must not push either.
			await new Promise((resolve) => setTimeout(resolve, 600));
			scrollTo(0, 0);
			await new Promise((resolve) => setTimeout(resolve, 200));
		},
		[step, pause],
	);
}
