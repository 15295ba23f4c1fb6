import { expect, test } from 'playwright/test';
import { builtPages } from './built-site.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';

const LESSON = '/lessons/ambassadors/';
const isExample = (path: string) => /^\/examples\/[^/]+\/$/.test(path);

test('every example has a picture that says how to read it, with its numbers behind it', async ({ page }) => {
	for (const path of builtPages().filter(isExample)) {
		await page.goto(path, { waitUntil: 'load' });
		const pictures = page.locator('.drawn');
		expect(await pictures.count(), path).toBeGreaterThan(0);
		for (const picture of await pictures.all()) {
			await expect(picture.locator('figcaption'), path).not.toBeEmpty();
			if ((await picture.locator('.path-steps').count()) > 0) continue;
			await picture.locator('summary').click();
			await expect(picture.locator('tbody tr').first(), path).toBeVisible();
		}
	}
});

test('the way of a request moves one step at a time, and stands still on demand', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	await page.goto(LESSON);
	const steps = page.locator('.path-steps').first().locator('> li');
	const places = async () =>
		new Set(await steps.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top)));
	const animations = () => steps.evaluateAll((all) => all.flatMap((one) => one.getAnimations()).length);
	expect(await animations()).toBe(await steps.count());
	expect((await places()).size).toBe(1);
	await page.getByLabel('Stand still and show all steps').check();
	expect(await animations()).toBe(0);
	expect((await places()).size).toBe(await steps.count());
});

for (const [name, media] of [
	['where motion is not wanted', { reducedMotion: 'reduce' }],
	['on paper', { media: 'print' }],
] as const)
	test(`all steps of the way of a request stand below each other ${name}`, async ({ page }) => {
		await page.emulateMedia(media);
		await page.goto(LESSON);
		const steps = page.locator('.path-steps').first().locator('> li');
		await expect(page.locator('.stand-still')).toBeHidden();
		const tops = await steps.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
		expect(new Set(tops).size).toBe(await steps.count());
		for (const step of await steps.all()) await expect(step).toHaveCSS('opacity', '1');
	});

test('a lesson with a picture does not move while it loads', async ({ page }) => {
	await watchShifts(page);
	await page.goto(LESSON, { waitUntil: 'networkidle' });
	expect(await shiftsOf(page)).toBe(0);
});
