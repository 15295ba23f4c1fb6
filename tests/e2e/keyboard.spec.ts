import { expect, test } from 'playwright/test';

for (const key of ['/', 'Control+k', 'Meta+k']) {
	test(`${key} opens the search, arrows choose and Enter opens the page`, async ({ page }) => {
		await page.goto('/');
		await page.keyboard.press(key);
		const input = page.getByRole('combobox');
		await expect(input).toBeFocused();
		await page.keyboard.type('git');
		await expect(page.getByRole('option').nth(1)).toBeVisible();
		await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
		await page.keyboard.press('ArrowDown');
		await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
		await expect(input).toHaveAttribute('aria-activedescendant', 'search-1');
		const href = await page.getByRole('option').nth(1).locator('a').first().getAttribute('href');
		await page.keyboard.press('Enter');
		await page.waitForURL(`**${href}`);
	});
}

test('Esc closes the search and gives the focus back', async ({ page }) => {
	await page.goto('/');
	const opener = page.locator('.search-open');
	await opener.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(opener).toBeFocused();
});

test('a slash typed into a field is a slash', async ({ page }) => {
	await page.goto('/search/');
	await page.locator('#q').focus();
	await page.keyboard.type('/root/.npm');
	await expect(page.locator('#q')).toHaveValue('/root/.npm');
	await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the first stop of the keyboard leads past the header', async ({ page }) => {
	await page.goto('/lessons/git-in-containers/');
	await page.keyboard.press('Tab');
	await expect(page.locator('.skip')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
});

test('files and sides are chosen with the arrows', async ({ page }) => {
	await page.goto('/examples/copy-not-clone/');
	await page.locator('.tabs input').first().focus();
	await page.keyboard.press('ArrowRight');
	await expect(page.locator('.tabs input').nth(1)).toBeChecked();
	await expect(page.locator('.panel').nth(1)).toBeVisible();
	await expect(page.locator('.panel').first()).toBeHidden();
});

test('line numbers are walked with the arrows, named with Enter and extended with shift', async ({
	page,
}) => {
	await page.goto('/examples/copy-not-clone/', { waitUntil: 'networkidle' });
	await page.locator('[id="before/Dockerfile:1"] .no').focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	expect(new URL(page.url()).hash).toBe('#before/Dockerfile:2');
	await page.keyboard.press('Shift+ArrowDown');
	expect(new URL(page.url()).hash).toBe('#before/Dockerfile:2-3');
	await expect(page.locator('.line.cited')).toHaveCount(2);
});
