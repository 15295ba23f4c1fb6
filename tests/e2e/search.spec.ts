import { expect, test } from 'playwright/test';

/** What people type, and the page that must come first. */
const QUERIES: readonly (readonly [query: string, page: RegExp])[] = [
	['--mount=type=secret', /^\/(examples\/build-secrets|rules\/secret-in-arg-or-env)\/$/],
	['"--mount=type=secret"', /^\/(examples\/build-secrets|rules\/secret-in-arg-or-env)\/$/],
	['git clone', /^\/rules\/clone-in-build\/$/],
	['clone-in-build', /^\/rules\/clone-in-build\/$/],
	['secret in arg or env', /^\/rules\/secret-in-arg-or-env\/$/],
	['SecretsUsedInArgOrEnv', /^\/rules\/secret-in-arg-or-env\/$/],
	['git in containers', /^\/lessons\/git-in-containers\/$/],
	['copy the sources', /^\/(examples\/copy-not-clone|lessons\/git-in-containers)\/$/],
];

for (const [query, first] of QUERIES) {
	test(`${query} finds its page first`, async ({ page }) => {
		await page.goto(`/search/?q=${encodeURIComponent(query)}`);
		const link = page.locator('main ol > li').first().locator('a').first();
		await expect(link).toBeVisible();
		expect(new URL((await link.getAttribute('href')) ?? '', page.url()).pathname).toMatch(first);
	});
}

test('the results of an address are a list with one item a page', async ({ page }) => {
	await page.goto('/search/?q=git');
	await expect(page.locator('main ol > li').first()).toBeVisible();
	const links = await page
		.locator('main ol > li')
		.evaluateAll((items) => items.map((item) => item.querySelector('a')?.getAttribute('href')));
	expect(new Set(links).size).toBe(links.length);
	expect(links.length).toBeGreaterThan(2);
});

test('a search that finds nothing says so', async ({ page }) => {
	await page.goto('/search/?q=qqqxyzzy');
	await expect(page.locator('[data-search-status]')).toContainText('Nothing found');
});

test('words that are markup are shown as words', async ({ page }) => {
	await page.goto(`/search/?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
	await expect(page.locator('main img')).toHaveCount(0);
});
