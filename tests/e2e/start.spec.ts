import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { write } from './editor.ts';

const FILE = { name: 'drydock-progress.json', mimeType: 'application/json' };

test('a lesson marked as read at its end is read on the path, which then leads to the next', async ({
	page,
}) => {
	await page.goto('/start/');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^0 of \d+ read$/);
	await page.locator('[data-progress-next]').click();
	await page.waitForURL('**/lessons/why-docker/');
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await expect(page.getByRole('button', { name: 'Read', exact: true })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
	await page.goto('/start/');
	await expect(page.locator('[data-progress-words]')).toHaveText(/^1 of \d+ read$/);
	await expect(page.locator('[data-lesson="why-docker"]')).toContainText('Read on');
	await expect(page.locator('[data-progress-next]')).toHaveAttribute('href', /\/lessons\/base-images\/$/);
	await page.goto('/lessons/why-docker/');
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
