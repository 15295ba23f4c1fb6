import { expect, test } from 'playwright/test';
import { builtPages } from './built-site.ts';

const LESSON = '/lessons/git-in-containers/';

test('a lesson has one heading of the first level and a list of its sections', async ({ page }) => {
	await page.goto(LESSON);
	await expect(page.locator('h1')).toHaveText('Git in containers');
	const links = page.locator('[data-contents] a');
	expect(await links.count()).toBeGreaterThan(4);
	for (const hash of await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash)))
		await expect(page.locator(`h2[id="${hash.slice(1)}"], h3[id="${hash.slice(1)}"]`)).toHaveCount(1);
});

test('findings stand on the lines they concern and lead to their rule', async ({ page }) => {
	await page.goto(LESSON);
	const line = page.locator('.before .line', { hasText: 'git clone' }).first();
	await expect(line.locator('mark')).toContainText('git clone');
	const link = line.locator('.note a').first();
	await expect(link).toHaveAttribute('href', /\/rules\/[a-z-]+\/$/);
	await link.click();
	await expect(page.locator('h1')).toHaveText(/^[a-z-]+$/);
});

test('before and after stand side by side where there is room, their equal lines level', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(LESSON);
	const before = await page.locator('.before .line', { hasText: 'FROM node' }).first().boundingBox();
	const after = await page.locator('.after .line', { hasText: 'FROM node' }).first().boundingBox();
	expect(before?.y).toBe(after?.y);
	expect(after?.x).toBeGreaterThan((before?.x ?? 0) + 100);
});

test('on a phone one side is shown and the switch brings the other', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto(LESSON);
	const files = page.locator('.files').first();
	await expect(files.locator('.panel >> nth=0').locator('.before')).toBeVisible();
	await expect(files.locator('.panel >> nth=0').locator('.after')).toBeHidden();
	await files.getByText('After', { exact: true }).first().click();
	await expect(files.locator('.panel >> nth=0').locator('.after')).toBeVisible();
	await expect(files.locator('.panel >> nth=0').locator('.before')).toBeHidden();
});

test('no page is wider than a screen of 320 px', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 700 });
	for (const path of [
		'/',
		LESSON,
		'/examples/copy-not-clone/',
		'/rules/',
		'/rules/clone-in-build/',
		'/search/',
	]) {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
	}
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('a lesson reads whole, and both sides can be chosen', async ({ page }) => {
		await page.setViewportSize({ width: 360, height: 800 });
		await page.goto(LESSON);
		await expect(page.locator('.prose')).toContainText('deploy key');
		const files = page.locator('.files').first();
		await files.getByText('After', { exact: true }).first().click();
		await expect(files.locator('.panel >> nth=0').locator('.after')).toBeVisible();
		await expect(page.locator('.copy').first()).toBeHidden();
	});
});

test('on paper all that is folded is open, save the hints and the solution of the exercise', async ({
	page,
}) => {
	await page.emulateMedia({ media: 'print' });
	await page.goto(LESSON);
	const isShown = (folds: readonly Element[]) =>
		folds.map((fold) =>
			fold.querySelector(':scope > :not(summary)')?.checkVisibility({ contentVisibilityAuto: true }),
		);
	const open = await page.locator('details:not(.exercise details)').evaluateAll(isShown);
	expect(open.length).toBeGreaterThan(3);
	expect(new Set(open)).toEqual(new Set([true]));
	expect(new Set(await page.locator('.exercise details').evaluateAll(isShown))).toEqual(new Set([false]));
});

test('the theme that was chosen is there on the next page before anything is drawn', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto(LESSON);
	await page.locator('[data-theme-toggle]').click();
	await page.goto('/rules/');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
		'rgb(17, 24, 29)',
	);
});

test('what to say in a review stands at the end of its section, in every lesson', async ({ page }) => {
	const interrupting: string[] = [];
	for (const path of builtPages().filter((one) => /^\/lessons\/./.test(one))) {
		await page.goto(path);
		const texts = await page.locator('.review').evaluateAll((boxes) =>
			boxes.flatMap((box) => {
				let next = box.nextElementSibling;
				while (next?.matches('.review')) next = next.nextElementSibling;
				let heading = box.previousElementSibling;
				while (heading && !/^H[23]$/.test(heading.tagName)) heading = heading.previousElementSibling;
				const isEnd = next === null || /^(H[23]|SECTION)$/.test(next.tagName);
				return isEnd || heading?.id === 'in-a-review' ? [] : [box.textContent];
			}),
		);
		interrupting.push(...texts);
	}
	expect(interrupting).toEqual([]);
});
