import { expect, test } from 'playwright/test';
import { builtPages } from './built-site.ts';

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('every page has its words, and shows nothing that would do nothing', async ({ page }) => {
		test.setTimeout(180_000);
		for (const path of builtPages()) {
			await page.goto(path, { waitUntil: 'domcontentloaded' });
			const [text = ''] = await page.locator('main').allInnerTexts();
			const words = text.split(/\s+/).length;
			expect(words, path).toBeGreaterThan(20);
			await expect(page.locator('[data-copy]:visible, [data-theme-toggle]:visible'), path).toHaveCount(0);
		}
	});

	test('the path through the lessons reads whole, without a progress that cannot be kept', async ({
		page,
	}) => {
		await page.goto('/start/');
		expect(await page.locator('.path > li h2 a:visible').count()).toBeGreaterThan(4);
		await expect(page.locator('[data-progress], [data-progress-tools]')).toHaveCount(2);
		for (const part of await page.locator('[data-progress], [data-progress-tools]').all())
			await expect(part).toBeHidden();
	});

	test('a line that an address names is marked', async ({ page }) => {
		await page.goto('/examples/copy-not-clone/#before/Dockerfile:3');
		const ground = (id: string) =>
			page.locator(`[id="${id}"]`).evaluate((line) => getComputedStyle(line).boxShadow);
		expect(await ground('before/Dockerfile:3')).not.toBe(await ground('before/Dockerfile:2'));
	});
});

test('with reduced motion nothing moves', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const path of [
		'/',
		'/start/',
		'/lessons/git-in-containers/',
		'/examples/copy-not-clone/',
		'/search/?q=git',
	]) {
		await page.goto(path);
		const moving = await page.evaluate(() => {
			const moves = [...document.querySelectorAll('*')].filter((element) => {
				const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
				const lasts = (duration: string) => duration.split(', ').some((one) => Number.parseFloat(one) > 0.01);
				return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
			});
			return {
				elements: moves.map((element) => `${element.tagName} ${element.className}`),
				scroll: getComputedStyle(document.documentElement).scrollBehavior,
			};
		});
		expect(moving, path).toEqual({ elements: [], scroll: 'auto' });
	}
});
