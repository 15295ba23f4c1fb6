import { expect, type Locator, type Page, test } from 'playwright/test';

test.describe.configure({ timeout: 90_000 });

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`with ${colorScheme} colours of the system`, () => {
		test.use({ contextOptions: { forcedColors: 'active', colorScheme } });

		test('the very words at fault can be read in each finding', async ({ page }) => {
			for (const path of [
				'/examples/copy-not-clone/',
				'/rules/clone-in-build/',
				'/lessons/git-in-containers/',
			]) {
				await page.goto(path);
				const marks = page.locator('.line mark:visible');
				expect(await marks.count(), path).toBeGreaterThan(0);
				for (const mark of (await marks.all()).slice(0, 5))
					expect(await contrastOf(page, mark), path).toBeGreaterThan(100);
			}
		});

		test('the words that a search found can be read', async ({ page }) => {
			await page.goto('/search/?q=git+clone');
			const marks = page.locator('main mark:visible');
			await expect(marks.first()).toBeVisible();
			for (const mark of (await marks.all()).slice(0, 5))
				expect(await contrastOf(page, mark)).toBeGreaterThan(100);
		});

		test('a cited line, the chosen tab, side, kind and place in the menu differ from the others', async ({
			page,
		}) => {
			await page.goto('/examples/copy-not-clone/#before/Dockerfile:2');
			const cited = page.locator('.line.cited');
			await expect(cited).toBeVisible();
			expect(await looksOf(cited)).not.toBe(await looksOf(page.locator('.before .line:not(.cited)').first()));
			const tabs = page.locator('.tabs label');
			expect(await looksOf(tabs.filter({ has: page.locator(':checked') }))).not.toBe(
				await looksOf(tabs.filter({ hasNot: page.locator(':checked') }).first()),
			);
			const menu = page.locator('.site-header nav a');
			expect(await looksOf(menu.and(page.locator('[aria-current]')))).not.toBe(
				await looksOf(menu.and(page.locator(':not([aria-current])')).first()),
			);
			await page.setViewportSize({ width: 390, height: 844 });
			const sides = page.locator('.switch label:visible');
			expect(await looksOf(sides.nth(0))).not.toBe(await looksOf(sides.nth(1)));
			await page.goto('/search/?q=git&kind=Rule');
			const kinds = page.locator('.search-kinds label > span');
			expect(await looksOf(kinds.nth(0))).not.toBe(await looksOf(kinds.nth(3)));
		});

		test('labels and buttons can be read', async ({ page }) => {
			for (const path of [
				'/',
				'/examples/copy-not-clone/',
				'/rules/clone-in-build/',
				'/search/?q=git',
				'/start/',
			]) {
				await page.goto(path);
				const labels = page.locator(
					'.side-name:visible, .verdict:visible, .button:visible, main button:visible, .severity:visible, .path-place:visible',
				);
				for (const label of (await labels.all()).slice(0, 12))
					expect(await contrastOf(page, label), `${path} ${await label.textContent()}`).toBeGreaterThan(100);
			}
		});

		test('bars and drawings stand out from the page', async ({ page }) => {
			for (const path of ['/lessons/deploy-times/', '/lessons/base-images/']) {
				await page.goto(path);
				for (const drawing of (await page.locator('.drawn .bars svg:visible').all()).slice(0, 8))
					expect(await contrastOf(page, drawing), path).toBeGreaterThan(80);
			}
		});
	});
}

/** How far the lightest and the darkest point of what is drawn there are apart, of 255. */
async function contrastOf(page: Page, what: Locator): Promise<number> {
	await what.scrollIntoViewIfNeeded();
	const picture = (await what.screenshot({ animations: 'disabled' })).toString('base64');
	const blank = await page.context().newPage();
	try {
		return await blank.evaluate(async (data) => {
			const image = new Image();
			image.src = `data:image/png;base64,${data}`;
			await image.decode();
			const canvas = new OffscreenCanvas(image.width, image.height);
			const context = canvas.getContext('2d');
			if (context === null) throw new Error('There is no canvas to look at the picture with.');
			context.drawImage(image, 0, 0);
			const { data: points } = context.getImageData(0, 0, image.width, image.height);
			let [darkest, lightest] = [255, 0];
			for (let at = 0; at < points.length; at += 4) {
				const light = 0.3 * (points[at] ?? 0) + 0.6 * (points[at + 1] ?? 0) + 0.1 * (points[at + 2] ?? 0);
				[darkest, lightest] = [Math.min(darkest, light), Math.max(lightest, light)];
			}
			return lightest - darkest;
		}, picture);
	} finally {
		await blank.close();
	}
}

/** What of an element's look forced colours leave: its own ground, its lines and its outline. */
function looksOf(what: Locator): Promise<string> {
	return what.evaluate((element) => {
		const { backgroundColor, outlineStyle, outlineColor, textDecorationLine, borderBottomWidth } =
			getComputedStyle(element);
		return JSON.stringify({
			backgroundColor,
			outlineStyle,
			outlineColor,
			textDecorationLine,
			borderBottomWidth,
		});
	});
}
