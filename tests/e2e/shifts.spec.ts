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
