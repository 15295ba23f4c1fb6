import { expect, test } from 'playwright/test';
import { editor, write } from './editor.ts';

test('a text that takes the linter longer than two seconds is stopped, the page stays awake and says so', async ({
	page,
}) => {
	// A linter that never comes to an end, whatever the text is.
	await page.route(/lint-worker[^/]*\.js/, (route) =>
		route.fulfill({
			contentType: 'text/javascript',
			body: "addEventListener('message', ({ data }) => { postMessage({ id: data.id, is: 'begun' }); for (;;); });",
		}),
	);
	await page.goto('/check/');
	const summary = page.locator('.workbench-summary');
	await expect(summary).toContainText('was stopped', { timeout: 20_000 });
	await write(page, 'FROM debian:latest\n', '.checker');
	await expect(summary).toContainText('longer than 2 seconds and was stopped', { timeout: 20_000 });
	// Typing goes on: nothing else of the page has stood still.
	await editor(page, '.checker').press('End');
	await page.keyboard.type('# more');
	await expect(editor(page, '.checker')).toContainText('# more');
});

test('after a text that was too slow the next one is checked', async ({ page }) => {
	let asked = 0;
	await page.route(/lint-worker[^/]*\.js/, (route) =>
		asked++ === 0
			? route.fulfill({
					contentType: 'text/javascript',
					body: "addEventListener('message', ({ data }) => { postMessage({ id: data.id, is: 'begun' }); for (;;); });",
				})
			: route.continue(),
	);
	await page.goto('/check/');
	await expect(page.locator('.workbench-summary')).toContainText('was stopped', { timeout: 10_000 });
	await write(page, 'FROM debian:latest\n', '.checker');
	await expect(page.locator('main a[href*="pin-base-image"]').first()).toBeVisible();
});

test('the checker says which build it assumes', async ({ page }) => {
	await page.goto('/check/');
	await expect(page.locator('.checker')).toContainText('docker build .');
	await expect(page.locator('.checker')).toContainText('--build-arg');
});

for (const [path, block] of [
	['/rules/clone-in-build/', '.block.wrong'],
	['/examples/copy-not-clone/', '.side.before'],
	['/lessons/git-in-containers/', '.side.before'],
] as const)
	test(`${path}: a snippet opens in the checker with its findings`, async ({ page }) => {
		await page.goto(path);
		const snippet = page.locator(block, { has: page.locator('[data-check-as]') }).first();
		const rule = await snippet.locator('.note a').first().textContent();
		const code = (await snippet.locator('.line > code').allTextContents()).join('');
		await snippet.locator('[data-check-as]').click();
		await expect(page).toHaveURL(/\/check\/#v1=/);
		await expect(editor(page, '.checker')).toContainText(code.slice(0, 20));
		await expect(page.locator('.workbench-list')).toContainText(rule ?? '');
	});

test('an exercise opens in the checker as it stands', async ({ page }) => {
	await page.goto('/lessons/base-images/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await write(page, 'FROM debian:latest\n', '.exercise');
	await page.getByRole('button', { name: 'Open in the checker' }).click();
	await expect(editor(page, '.checker')).toContainText('FROM debian:latest');
	await expect(page.locator('.workbench-list')).toContainText('pin-base-image');
});
