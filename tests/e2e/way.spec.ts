import { expect, type Page, test } from 'playwright/test';
import { builtPages } from './built-site.ts';

const LESSON = '/lessons/git-in-containers/';
const RULE = '/rules/clone-in-build/';

test('the header with the search stays in sight on a wide screen', async ({ page }) => {
	await page.goto(LESSON);
	await scrollTo(page, 3000);
	await expect(page.locator('.search-open')).toBeInViewport();
	await expect(page.locator('.site-header')).toHaveCSS('position', 'sticky');
});

test('on a phone the header goes while a reader scrolls down and is back on the way up', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(LESSON);
	await scrollTo(page, 1500);
	await scrollTo(page, 3000);
	await expect(page.locator('.search-open')).not.toBeInViewport();
	await scrollTo(page, 2800);
	await expect(page.locator('.search-open')).toBeInViewport();
});

test('on a phone the menu shows the entry of the page', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	for (const address of ['/start/', '/rules/', '/check/', '/glossary/']) {
		await page.goto(address);
		await expect(page.locator('.site-header nav [aria-current]')).toBeInViewport({ ratio: 1 });
	}
});

test('on a phone the contents are a bar that names the section being read, and opens', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(LESSON);
	const bar = page.locator('[data-contents-bar]');
	const list = page.locator('[data-contents] ol');
	await expect(list).toBeHidden();
	const heading = page.locator('.prose h2[id]').nth(2);
	const words = ((await heading.textContent()) ?? '').replace(/\s*#$/, '').trim();
	await heading.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + scrollY + 20));
	await expect(bar).toContainText(words);
	await expect(bar).toBeInViewport();
	await bar.click();
	await expect(list).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(list).toBeHidden();
	await bar.click();
	await list.locator('a').last().click();
	await expect(list).toBeHidden();
	await expect(page.locator('[data-contents] a[aria-current]')).toHaveCount(1);
});

test('the contents of a lesson and of a rule lead to every heading', async ({ page }) => {
	for (const address of [LESSON, RULE]) {
		await page.goto(address);
		const headings = await page
			.locator('article h2[id]')
			.evaluateAll((elements) => elements.map(({ id }) => `#${id}`));
		const links = await page
			.locator('[data-contents] a')
			.evaluateAll((elements) => elements.map((element) => element.getAttribute('href')));
		expect(headings.filter((heading) => !links.includes(heading))).toEqual([]);
		expect(headings).toContain('#sources');
	}
});

test('a heading that an address leads to is not below the header or the bar', async ({ page }) => {
	for (const width of [1280, 390]) {
		await page.setViewportSize({ width, height: 844 });
		await page.goto(LESSON);
		const link = await page.locator('[data-contents] a').nth(3).getAttribute('href');
		await page.goto('/');
		await page.goto(LESSON + link);
		const place = await page.locator(`[id="${link?.slice(1)}"]`).boundingBox();
		const covered = await page.evaluate(() =>
			Math.max(
				...[...document.querySelectorAll('.site-header, [data-contents-bar]')].map((part) => {
					const { top, bottom } = part.getBoundingClientRect();
					return top < 200 && getComputedStyle(part).display !== 'none' ? bottom : 0;
				}),
			),
		);
		expect(place?.y ?? 0, `${width}`).toBeGreaterThanOrEqual(covered - 2);
	}
});

test('the lessons before and after stand at the top too', async ({ page }) => {
	await page.goto(LESSON);
	const top = page.locator('.neighbours-top a');
	const bottom = page.locator('.neighbours a');
	const hrefs = (links: typeof top) =>
		links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
	expect(await hrefs(top)).toEqual(await hrefs(bottom));
	await expect(top.first()).toBeInViewport();
});

test('one page has one name: in the menu, in its heading and in its title', async ({ page }) => {
	await page.goto('/');
	const entries = await page
		.locator('.site-header nav a')
		.evaluateAll((all) =>
			all.map((link) => [(link as HTMLAnchorElement).pathname, link.textContent ?? ''] as const),
		);
	expect(entries.map(([path]) => path)).toContain('/glossary/');
	for (const [path, name] of entries) {
		await page.goto(path);
		await expect(page.locator('h1')).toHaveText(name);
		await expect(page).toHaveTitle(`${name} · Drydock`);
	}
});

test('? shows the keys, and is a question mark in a field', async ({ page }) => {
	await page.goto('/rules/');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.goto('/search/');
	await page.locator('#q').focus();
	await page.keyboard.type('why?');
	await expect(page.locator('#q')).toHaveValue('why?');
	await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a rule leads to the section of its lesson, and the lesson to its rules', async ({ page }) => {
	await page.goto(RULE);
	const link = page.locator('.rule-facts a', { hasText: 'Git in containers' });
	await link.click();
	await expect(page).toHaveURL(/\/lessons\/git-in-containers\/#[a-z-]+$/);
	await expect(page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`)).toBeInViewport();
	await page.locator('.lesson-rules a', { hasText: 'clone-in-build' }).click();
	await expect(page).toHaveURL(new RegExp(`${RULE}$`));
});

test('the list of rules narrows by topic, severity and fix, and the address keeps it', async ({ page }) => {
	await page.goto('/rules/');
	const shown = page.locator('[data-rule]:visible');
	const all = await shown.count();
	await page.getByLabel('Severity').selectOption('error');
	const errors = await shown.count();
	expect(errors).toBeGreaterThan(0);
	expect(errors).toBeLessThan(all);
	await expect(shown.locator('.severity').first()).toHaveText('error');
	await page.getByLabel('Severity').selectOption('');
	await page.getByLabel('Topic').selectOption('registries');
	await page.getByLabel(/Mended/).check();
	const narrowed = await shown.count();
	await page.reload();
	await expect(page.locator('[data-rule-count]')).toHaveText(
		narrowed === 0 ? /No rule/ : new RegExp(`^${narrowed} rule`),
	);
	expect(await shown.count()).toBe(narrowed);
	await expect(page.getByLabel('Topic')).toHaveValue('registries');
});

test('every topic of the lessons has a page with its lessons, rules and examples', async ({ page }) => {
	const topics = builtPages().filter((path) => path.startsWith('/topics/'));
	expect(topics.length).toBeGreaterThan(4);
	for (const path of topics) {
		await page.goto(path);
		expect(await page.locator('main a').count(), path).toBeGreaterThan(1);
	}
	await page.goto(LESSON);
	await page.locator('.crumbs a').last().click();
	await expect(page).toHaveURL(/\/topics\/git-in-containers\/$/);
	for (const heading of ['Lessons', 'Rules', 'Examples'])
		await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
});

async function scrollTo(page: Page, y: number): Promise<void> {
	await page.evaluate((top) => {
		document.documentElement.style.scrollBehavior = 'auto';
		window.scrollTo(0, top);
	}, y);
	await page.waitForTimeout(350);
}
