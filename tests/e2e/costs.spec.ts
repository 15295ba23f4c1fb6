import { expect, test } from 'playwright/test';

const PAGE = '/lessons/registries/';

test('the calculation of costs begins with the case of the post', async ({ page }) => {
	await page.goto(PAGE);
	const costs = page.locator('[data-costs]');
	await costs.scrollIntoViewIfNeeded();
	await expect(costs.getByLabel('Pushes of all images')).toHaveValue('30');
	await expect(costs.getByRole('status')).toContainText('$17 in the last month against $7');
	await expect(costs.getByRole('row', { name: /As entered/ })).toContainText('800 GB');
});

test('changing a number changes what follows, and the address brings it back', async ({ page }) => {
	await page.goto(PAGE);
	const costs = page.locator('[data-costs]');
	await costs.scrollIntoViewIfNeeded();
	const before = await costs.locator('.costs-chart path.s0').getAttribute('d');
	await costs.getByLabel('Kept for').fill('2');
	await costs.getByLabel('Pushes of all images').fill('10');
	await expect(costs.getByRole('row', { name: /As entered/ })).toContainText('10.3 GB');
	await expect(costs.getByRole('status')).toContainText('never costs more');
	expect(await costs.locator('.costs-chart path.s0').getAttribute('d')).not.toBe(before);
	const address = page.url();
	await page.goto('/');
	await page.goto(address);
	await expect(costs.getByLabel('Kept for')).toHaveValue('2');
	await expect(costs.getByRole('row', { name: /As entered/ })).toContainText('10.3 GB');
	await expect(costs).toBeInViewport();
});

test('the bytes of a push that were measured can be put in', async ({ page }) => {
	await page.goto(PAGE);
	const costs = page.locator('[data-costs]');
	await costs.scrollIntoViewIfNeeded();
	await costs.getByRole('button', { name: /^Measured: .* MB a push/ }).click();
	await expect(costs.getByRole('status')).toContainText('never costs more');
	await costs.getByRole('button', { name: 'The post’s case' }).click();
	await expect(costs.getByRole('status')).toContainText('$17');
});

test('a price that was seen is put in, and can be overwritten', async ({ page }) => {
	await page.goto(PAGE);
	const costs = page.locator('[data-costs]');
	await costs.scrollIntoViewIfNeeded();
	await costs.getByLabel('Prices, as they were seen').selectOption({ index: 2 });
	await expect(costs.getByLabel('Storage, $')).toHaveValue('0.1');
	await expect(costs.getByRole('status')).toContainText('$80');
	await costs.getByLabel('Storage, $').fill('0.05');
	await expect(costs.getByRole('status')).toContainText('$40');
	await expect(costs.getByLabel('Prices, as they were seen')).toHaveValue('');
});

test('an address of another’s making does no harm', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await page.goto(`${PAGE}#costs:pushes=<img src=x onerror=alert(1)>;weeks=1e999;size=%`);
	await expect(page.locator('[data-costs] form')).toBeVisible();
	await expect(page.getByRole('row', { name: /As entered/ })).toContainText('800 GB');
	expect(errors).toEqual([]);
});

test('without script the case of the post is there as a table', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${baseURL}${PAGE}`);
	await expect(page.getByRole('row', { name: /As entered/ })).toContainText('800 GB');
	await expect(page.locator('[data-costs] form')).toBeHidden();
	await context.close();
});
