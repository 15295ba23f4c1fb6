import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { write } from './editor.ts';

const FILE = { name: 'drydock-progress.json', mimeType: 'application/json' };

test('a lesson marked as read at its end is read on the path, which then leads to the next', async ({
	page,
}) => {
	await page.goto('/start/');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^0 of \d+ read$/);
	const [first = '', second = ''] = await page
		.locator('[data-lesson]')
		.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset['lesson'] ?? ''));
	await page.locator('[data-progress-next]').click();
	await page.waitForURL(`**/lessons/${first}/`);
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await expect(page.getByRole('button', { name: 'Read', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
	await page.goto('/start/');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^1 of \d+ read$/);
	await expect(page.locator(`[data-lesson="${first}"]`)).toContainText('Read on');
	await expect(page.locator('[data-progress-next]')).toHaveAttribute(
		'href',
		new RegExp(`/lessons/${second}/$`),
	);
	await page.goto(`/lessons/${first}/`);
	await page.getByRole('button', { name: 'Read', exact: true }).click();
	await page.goto('/start/');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^0 of/);
});

test('progress is saved as a file, forgotten only on a second press, and loaded again', async ({ page }) => {
	await page.goto('/lessons/registries/');
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await page.goto('/start/');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as a file' }).click(),
	]);
	const text = readFileSync(await download.path(), 'utf8');
	expect(Object.keys(JSON.parse(text).read)).toEqual(['registries']);

	await page.getByRole('button', { name: 'Forget it' }).click();
	await expect(page.locator('[data-progress-words]')).toHaveText(/^1 of/);
	await page.getByRole('button', { name: 'Forget it for good?' }).click();
	await expect(page.locator('[data-progress-words]')).toHaveText(/^0 of/);
	expect(await page.evaluate(() => localStorage.getItem('drydock:progress'))).toBeNull();

	await page.locator('[data-progress-import]').setInputFiles({ ...FILE, buffer: Buffer.from(text) });
	await expect(page.locator('[data-progress-words]')).toHaveText(/^1 of/);
});

test('a repaired exercise is marked on the path, and what was typed in it travels in the file', async ({
	page,
}) => {
	const solution = readFileSync('content/exercises/base-images/solution/Dockerfile', 'utf8');
	await page.goto('/lessons/base-images/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await write(page, solution, '.exercise');
	await expect(page.locator('[data-exercise-verdict]')).toContainText('Repaired.');
	await page.goto('/start/');
	const lesson = page.locator('[data-lesson="base-images"]');
	await expect(lesson).toContainText('Exercise repaired on');
	await expect(page.locator('[data-lesson="registries"]')).not.toContainText('Exercise repaired on');

	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as a file' }).click(),
	]);
	const text = readFileSync(await download.path(), 'utf8');
	await page.getByRole('button', { name: 'Forget it' }).click();
	await page.getByRole('button', { name: 'Forget it for good?' }).click();
	await expect(lesson).not.toContainText('Exercise repaired on');
	expect(await page.evaluate(() => localStorage.length)).toBe(0);

	await page.locator('[data-progress-import]').setInputFiles({ ...FILE, buffer: Buffer.from(text) });
	await expect(lesson).toContainText('Exercise repaired on');
	await page.goto('/lessons/base-images/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(page.locator('[data-exercise-verdict]')).toContainText('Repaired.');
});

test('a file that is no progress is refused with words, and changes nothing', async ({ page }) => {
	await page.goto('/lessons/registries/');
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await page.goto('/start/');
	await page.locator('[data-progress-import]').setInputFiles({ ...FILE, buffer: Buffer.from('{"a":') });
	await expect(page.locator('[data-progress-said]')).toContainText('is no progress file');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^1 of/);
});

test('every lesson on the path says what its reader can do afterwards', async ({ page }) => {
	await page.goto('/start/');
	for (const aim of await page.locator('.path-aim').allInnerTexts()) expect(aim).toMatch(/^You can .+\.$/);
});

test('an address with a typing error finds the page that was meant', async ({ page }) => {
	const answer = await page.goto('/rules/clone-in-biuld/');
	expect(answer?.status()).toBe(404);
	await expect(page.locator('[data-not-found-results] li').first().locator('a').first()).toHaveAttribute(
		'href',
		/\/rules\/clone-in-build\/$/,
	);
});

test('home, the lessons and their topic lead back to the heading where the reader stopped', async ({
	page,
}) => {
	await page.goto('/lessons/git-in-containers/');
	const heading = page.locator('.prose h2[id]').nth(3);
	const id = await heading.getAttribute('id');
	await heading.evaluate((element) =>
		window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 100),
	);
	await expect.poll(() => page.evaluate(() => localStorage.getItem('drydock:places'))).toContain(String(id));
	for (const path of ['/', '/lessons/', '/topics/git-in-containers/', '/start/']) {
		await page.goto(path);
		const on = page.locator('[data-progress-next]');
		await expect(on).toHaveText('Go on: Git in containers');
		await expect(on).toHaveAttribute('href', new RegExp(`/lessons/git-in-containers/#${id}$`));
	}
});

test('what is read shows on home, on the lessons and on their topic', async ({ page }) => {
	await page.goto('/lessons/registries/');
	await page.getByRole('button', { name: 'Mark as read' }).click();
	for (const path of ['/', '/lessons/', '/topics/registries/']) {
		await page.goto(path);
		await expect(page.locator('[data-lesson="registries"]')).toHaveClass(/is-read/);
		await expect(page.locator('[data-lesson="registries"]')).toContainText('Read on');
	}
});

test('answers are kept, and travel in the file', async ({ page }) => {
	await page.goto('/lessons/registries/');
	const answer = page.locator('.exercise-question').first().locator('input').nth(1);
	await answer.check();
	await expect
		.poll(() => page.evaluate(() => localStorage.getItem('drydock:answers')))
		.toContain('question-1');
	await page.reload();
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(answer).toBeChecked();
	await page.goto('/start/');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as a file' }).click(),
	]);
	const text = readFileSync(await download.path(), 'utf8');
	await page.getByRole('button', { name: 'Forget it' }).click();
	await page.getByRole('button', { name: 'Forget it for good?' }).click();
	await page.goto('/lessons/registries/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(answer).not.toBeChecked();
	await page.goto('/start/');
	await page.locator('[data-progress-import]').setInputFiles({ ...FILE, buffer: Buffer.from(text) });
	await expect(page.locator('[data-progress-said]')).toContainText('Loaded');
	await page.goto('/lessons/registries/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(answer).toBeChecked();
});

test('after the last lesson a page says what the reader can do now', async ({ page }) => {
	await page.goto('/start/');
	const ids = await page
		.locator('[data-lesson]')
		.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset['lesson'] ?? ''));
	await page.evaluate((all) => {
		const read = Object.fromEntries(all.map((id) => [id, '2026-11-24']));
		localStorage.setItem('drydock:progress', JSON.stringify({ version: 1, read, repaired: {} }));
	}, ids);
	await page.reload();
	await page.getByRole('link', { name: 'What you can do now' }).first().click();
	await expect(page).toHaveURL(/\/done\/$/);
	expect(await page.locator('.done-list li').count()).toBe(ids.length);
	await page.goto(`/lessons/${ids.at(-1)}/`);
	await expect(page.locator('.neighbours .next')).toHaveAttribute('href', '/done/');
});
