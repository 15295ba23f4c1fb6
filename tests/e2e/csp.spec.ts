import { expect, test } from 'playwright/test';
import { builtFile, builtPages, onePageOfEachKind } from './built-site.ts';

test('every page has a policy that allows no inline script or style, and no style attribute', () => {
	for (const page of builtPages()) {
		const html = builtFile(page);
		const policy = /http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
		expect(policy, page).toContain("default-src 'none'");
		expect(policy, page).not.toContain('unsafe-inline');
		expect(html, page).not.toMatch(/<[a-z][^>]*\sstyle=/);
		expect(html, page).not.toMatch(/<[a-z][^>]*\son[a-z]+=/);
	}
});

for (const path of onePageOfEachKind()) {
	test(`${path} asks no other host for anything and reports no error, the search included`, async ({
		page,
		baseURL,
	}) => {
		const troubles: string[] = [];
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
		});
		page.on('pageerror', (error) => troubles.push(error.message));
		page.on('request', (request) => {
			if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:'))
				troubles.push(request.url());
		});
		await page.goto(path, { waitUntil: 'networkidle' });
		await page.keyboard.press('Control+k');
		await page.getByRole('combobox', { name: /^Search/ }).fill('git');
		await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
		expect(troubles).toEqual([]);
	});
}
