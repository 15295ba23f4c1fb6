import { expect, type Page, test } from 'playwright/test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const HOST = 'https://drydock.example.com';
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function copy(page: Page, words: string): Promise<string> {
	await page.getByRole('button', { name: words }).last().click();
	await expect(page.getByText('Copied', { exact: true })).toBeVisible();
	return copied(page);
}

test('a heading gives its address and a comment: why, what to do, the address', async ({ page }) => {
	await page.goto('/lessons/git-in-containers/');
	await page.locator('#copy').hover();
	await page.locator('#copy .anchor').click();
	await expect(page.getByRole('group', { name: /^Cite/ }).getByRole('button').first()).toBeFocused();
	await expect(page).toHaveURL(/#copy$/);
	expect(await page.evaluate(() => scrollY)).toBeLessThan(2000);
	expect(await copy(page, 'Copy address')).toBe(`${HOST}/lessons/git-in-containers/#copy`);
});

test('a comment on a section is what its author would say in a review', async ({ page }) => {
	await page.goto('/lessons/layer-cache/');
	await page.locator('#order .anchor').click();
	expect(await copy(page, 'Copy review comment')).toMatch(
		/^[A-Z][^\n]*\. [A-Z][^\n]*\. \[[^\]]+\]\(https:\/\/drydock\.example\.com\/lessons\/layer-cache\/#order\)$/,
	);
});

test('a finding gives its comment where it stands: what it says, and the address of its rule', async ({
	page,
}) => {
	await page.goto('/rules/git-in-image/');
	await page.locator('.note button').first().click();
	await expect(page.getByText('Copied', { exact: true })).toBeVisible();
	expect(await copied(page)).toMatch(
		/^[^[\]]+\. \[git-in-image\]\(https:\/\/drydock\.example\.com\/rules\/git-in-image\/\)$/,
	);
});

test('a rule in the list gives the comment of its page', async ({ page }) => {
	await page.goto('/rules/git-in-image/');
	const comment = await page.getByRole('button', { name: /Copy review comment/ }).getAttribute('data-copy');
	await page.goto('/rules/');
	await page.locator('.anchor[href$="/rules/git-in-image/"]').click();
	expect(await copy(page, 'Copy review comment')).toBe(comment);
	expect(comment).toMatch(/ \[git-in-image\]\(https:\/\/drydock\.example\.com\/rules\/git-in-image\/\)$/);
});

test('a claim gives its numbers and its address', async ({ page }) => {
	await page.goto('/examples/copy-not-clone/');
	const claim = page.locator('[id^="claim-"]', { hasText: 'MB' }).first();
	const id = await claim.getAttribute('id');
	await claim.locator('.anchor').click();
	expect(await copy(page, 'Copy review comment')).toMatch(
		new RegExp(`MB before, .* after\\)\\. .*\\]\\(${HOST}/examples/copy-not-clone/#${id}\\)$`),
	);
});

test('a claim without numbers is cited by its words, code among them, and the advice', async ({ page }) => {
	const citeClaim = async (example: string, claim: string) => {
		await page.goto(`/examples/${example}/`);
		await page.locator(`#claim-${claim} .anchor`).click();
		return copy(page, 'Copy review comment');
	};
	expect(await citeClaim('links-to-names', 'environment-stays-private')).toBe(
		`In the first version the password of the other service can be read from this service's environment. In the repaired version it cannot. Put the services on one network and use the service name as the host name. [Give services names on a network of their own](${HOST}/examples/links-to-names/#claim-environment-stays-private)`,
	);
	expect(await citeClaim('order-for-cache', 'steps-cached')).toContain(
		'After an edit of one line in `src/`, the first version takes one step from the cache, and the repaired version three, the install among them (1 before, 3 after). ',
	);
});

test('marked lines give the address of the range and what the linter says there', async ({ page }) => {
	await page.goto('/examples/copy-not-clone/');
	await page.locator('[id="before/Dockerfile:2"] .no').click();
	await page.locator('[id="before/Dockerfile:3"] .no').click({ modifiers: ['Shift'] });
	expect(await copy(page, 'Copy address')).toMatch(
		/^https:\/\/drydock\.example\.com\/examples\/copy-not-clone\/#before\/Dockerfile:2-3(@[0-9a-f]+)?$/,
	);
	const comment = await page
		.getByRole('group', { name: /^Cite/ })
		.getByRole('button', { name: 'Copy review comment' })
		.getAttribute('data-copy');
	expect(comment).toContain('`git` stays in the final image');
	expect(comment).toContain('(https://drydock.example.com/examples/copy-not-clone/#before/Dockerfile:2-3');
});

test('a range may be extended upwards too, and Escape lets it go', async ({ page }) => {
	await page.goto('/examples/copy-not-clone/#before/Dockerfile:5');
	await expect(page.locator('.line.cited')).toHaveCount(1);
	await page.keyboard.press('Shift+ArrowUp');
	await page.keyboard.press('Shift+ArrowUp');
	await expect(page).toHaveURL(/#before\/Dockerfile:3-5$/);
	await page.keyboard.press('Shift+ArrowDown');
	await expect(page).toHaveURL(/#before\/Dockerfile:4-5$/);
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(/copy-not-clone\/$/);
	await expect(page.locator('.line.cited')).toHaveCount(0);
});

test('the lines of a block in a rule have addresses too', async ({ page }) => {
	await page.goto('/rules/git-in-image/#wrong:2');
	await expect(page.locator('[id="wrong:2"]')).toHaveClass(/cited/);
	await expect(page.locator('[id="wrong:2"]')).toBeInViewport();
	expect(await copy(page, 'Copy address')).toBe(`${HOST}/rules/git-in-image/#wrong:2`);
});

test('after Enter on a line number the next Tab reaches the ways to cite it', async ({ page }) => {
	await page.goto('/examples/copy-not-clone/');
	await page.waitForLoadState('networkidle');
	await page.locator('[id="after/Dockerfile:1"] .no').focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Copy address' })).toBeFocused();
});

test('Escape puts the ways to cite a heading away and gives the focus back', async ({ page }) => {
	await page.goto('/rules/git-in-image/');
	const anchor = page.locator('#why .anchor');
	await anchor.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('group', { name: /^Cite/ })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('group', { name: /^Cite/ })).toHaveCount(0);
	await expect(anchor).toBeFocused();
});
