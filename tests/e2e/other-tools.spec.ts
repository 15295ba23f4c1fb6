import { expect, type Page, test } from 'playwright/test';

const TOOLS = ['buildkit', 'checkov', 'dclint', 'hadolint', 'kics', 'shellcheck', 'trivy'];

/** The addresses that a search finds, best first. */
async function find(page: Page, query: string): Promise<(string | null)[]> {
	await page.goto(`/search/?q=${encodeURIComponent(query)}`);
	await expect(page.locator('main ol > li').first()).toBeVisible();
	return page
		.locator('main ol > li')
		.evaluateAll((items) => items.map((item) => item.querySelector('a')?.getAttribute('href') ?? null));
}

for (const tool of TOOLS) {
	test(`every code of ${tool} has a row with an address, and a rule or a reason`, async ({ page }) => {
		await page.goto('/rules/');
		await page.locator(`.from-tools a[href$="/rules/from/${tool}/"]`).click();
		await expect(page).toHaveURL(new RegExp(`/rules/from/${tool}/$`));
		const rows = page.locator('table.codes tbody tr');
		expect(await rows.count()).toBeGreaterThan(10);
		for (const row of await rows.all()) {
			const id = await row.getAttribute('id');
			await expect(row.locator('th a')).toHaveAttribute('href', `#${id}`);
			await expect(row.locator('td').first()).toHaveText(/\.$/);
		}
	});
}

test('a row that an address names is in view', async ({ page }) => {
	await page.goto('/rules/from/hadolint/#dl4005');
	await expect(page.locator('#dl4005')).toBeInViewport();
});

for (const [query, path] of [
	['DL3020', '/rules/add-for-local-copy/'],
	['hadolint DL3020', '/rules/add-for-local-copy/'],
	['CKV_DOCKER_7', '/rules/pin-base-image/'],
	['ckv_docker_6', '/rules/maintainer-deprecated/'],
	['DS-0005', '/rules/add-for-local-copy/'],
	['DS005', '/rules/add-for-local-copy/'],
	['JSONArgsRecommended', '/rules/shell-form-start/'],
	['Image Version Not Explicit', '/rules/pin-base-image/'],
	['service-image-require-explicit-tag', '/rules/mutable-deploy-tag/'],
	['SC2086', '/rules/from/shellcheck/#sc2086'],
	['DL3004', '/rules/from/hadolint/#dl3004'],
	['CKV_DOCKER_9', '/rules/from/checkov/#ckv_docker_9'],
] as const) {
	test(`a search for ${query} finds ${path} first`, async ({ page }) => {
		expect((await find(page, query))[0]).toBe(path);
	});
}

test('the list of rules is narrowed by a code of another tool, and the address says so', async ({ page }) => {
	await page.goto('/rules/');
	await page.getByLabel('Name or code').fill('dl3020');
	await expect(page.locator('[data-rule]:visible')).toHaveCount(1);
	await expect(page.locator('[data-rule]:visible')).toContainText('add-for-local-copy');
	await expect(page).toHaveURL(/[?&]name=dl3020$/);
	await page.reload();
	await expect(page.locator('[data-rule-count]')).toHaveText('1 rule');
});

test('a rule page leads to the rows of the codes it answers to', async ({ page }) => {
	await page.goto('/rules/add-for-local-copy/');
	await page.getByRole('link', { name: 'DL3020' }).click();
	await expect(page).toHaveURL(/\/rules\/from\/hadolint\/#dl3020$/);
	await expect(page.locator('#dl3020')).toContainText('add-for-local-copy');
});
