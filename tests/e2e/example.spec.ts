import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';

const EXAMPLE = '/examples/copy-not-clone/';
const cited = (page: import('playwright').Page) =>
	page.locator('.line.cited').evaluateAll((lines) => lines.map(({ id }) => id));

test('an address of a line marks that line and scrolls to it', async ({ page }) => {
	await page.goto(`${EXAMPLE}#before/Dockerfile:3`);
	await expect(page.locator('[id="before/Dockerfile:3"]')).toBeInViewport();
	await expect.poll(() => cited(page)).toEqual(['before/Dockerfile:3']);
});

test('the code of a line stands beside its number, in files of one side and of both', async ({ page }) => {
	await page.goto('/examples/shared-base/');
	await page.emulateMedia({ media: 'print' });
	const lines = page.locator('.compare .line');
	expect(await page.locator('.compare.same .line').count()).toBeGreaterThan(0);
	const apart = await lines.evaluateAll((all) => {
		const findTop = (line: Element, part: string) =>
			line.querySelector(part)?.getBoundingClientRect().top ?? 0;
		return all.filter((line) => Math.abs(findTop(line, '.no') - findTop(line, 'code')) > 4).length;
	});
	expect(apart).toBe(0);
});

test('an address of a range marks every line of it', async ({ page }) => {
	await page.goto(`${EXAMPLE}#after/Dockerfile:2-4`);
	await expect
		.poll(() => cited(page))
		.toEqual(['after/Dockerfile:2', 'after/Dockerfile:3', 'after/Dockerfile:4']);
});

test('an address of a line in another file shows that file', async ({ page }) => {
	await page.goto(`${EXAMPLE}#after/src/server.js:2`);
	await expect(page.locator('[id="after/src/server.js:2"]')).toBeVisible();
});

test('a click on a number names the line, and with shift the range up to it', async ({ page }) => {
	await page.goto(EXAMPLE);
	await page.locator('[id="before/Dockerfile:2"] .no').click();
	await expect(page).toHaveURL(/#before\/Dockerfile:2$/);
	await page.locator('[id="before/Dockerfile:4"] .no').click({ modifiers: ['Shift'] });
	await expect(page).toHaveURL(/#before\/Dockerfile:2-4$/);
	await expect(page.locator('.line.cited')).toHaveCount(3);
});

test('shift and the arrows make a marked range longer and shorter', async ({ page }) => {
	await page.goto(`${EXAMPLE}#before/Dockerfile:2`);
	await expect(page.locator('.line.cited')).toHaveCount(1);
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	await expect(page).toHaveURL(/#before\/Dockerfile:2-4$/);
	await page.keyboard.press('Shift+ArrowUp');
	await expect(page).toHaveURL(/#before\/Dockerfile:2-3$/);
});

test('a fragment that names nothing, or tries to be markup, does no harm', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	for (const hash of [
		'#before/Nope:3',
		'#before/Dockerfile:999999',
		'#before/<img src=x onerror=alert(1)>:1',
		'#%',
	])
		await page.goto(`${EXAMPLE}${hash}`);
	expect(errors).toEqual([]);
	expect(await cited(page)).toEqual([]);
});

test('the copied text is the file', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto(EXAMPLE);
	await page.getByRole('button', { name: 'Copy before Dockerfile' }).click();
	await expect(page.getByText('Copied', { exact: true })).toBeVisible();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toBe(readFileSync('content/examples/copy-not-clone/before/Dockerfile', 'utf8'));
});

test('the archive holds the build context, its files at the root', async ({ request }) => {
	const answer = await request.get(`${EXAMPLE}after.tar.gz`);
	expect(answer.status()).toBe(200);
	const folder = mkdtempSync(join(tmpdir(), 'drydock-archive-'));
	try {
		const file = join(folder, 'after.tar.gz');
		writeFileSync(file, await answer.body());
		const { stdout } = spawnSync('tar', ['-xzOf', file, 'Dockerfile'], { encoding: 'utf8' });
		expect(stdout).toBe(readFileSync('content/examples/copy-not-clone/after/Dockerfile', 'utf8'));
		const listing = spawnSync('tar', ['--numeric-owner', '-tvzf', file], { encoding: 'utf8' }).stdout;
		expect(listing).not.toBe('');
		for (const line of listing.trim().split('\n'))
			expect(line).toMatch(/^-rw[x-]r-[x-]r-[x-] 0\/0 .* 2014-06-09 /);
		expect(
			createHash('sha256')
				.update(await answer.body())
				.digest('hex'),
		).toHaveLength(64);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test('a side is run with Docker alone: what it asks for comes along as a compose file', async ({
	page,
	request,
}) => {
	await page.goto('/examples/build-secrets/#run');
	const secret = page.getByLabel('Run the repaired version');
	await expect(secret).toContainText('It starts a file server, builds, runs, shows and stops.');
	await expect(secret).toContainText('--secret id=stations_token,env=STATIONS_TOKEN');
	const services = await request.get('/examples/build-secrets/services.tar.gz');
	expect(services.status()).toBe(200);
	await page.goto('/examples/copy-not-clone/#run');
	const before = page.getByLabel('Run the first version');
	for (const part of [
		'/services.tar.gz | tar',
		'up --detach --wait git',
		'--add-host git.tides.example:$git',
		'down',
	])
		await expect(before).toContainText(part);
	const after = page.getByLabel('Run the repaired version');
	for (const part of ['docker build --tag', 'docker run', 'curl', 'docker stop'])
		await expect(after).toContainText(part);
	await expect(after).toContainText('Now change src/server.js and build again.');
	await expect(page.locator('.run')).toContainText(
		/docker build \S+\/examples\/copy-not-clone\/after\.tar\.gz/,
	);
});

test('on paper both sides of every file are there, each finding with its address, and nothing is cut', async ({
	page,
}) => {
	// As wide as A4 between its margins.
	await page.setViewportSize({ width: 680, height: 1000 });
	await page.goto(EXAMPLE);
	await page.emulateMedia({ media: 'print' });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(680);
	for (const side of ['before', 'after'])
		for (const file of ['Dockerfile', 'src/server.js', '.dockerignore'])
			await expect(page.getByRole('group', { name: new RegExp(`${side}: ${file}$`, 'i') })).toBeVisible();
	const printed = (selector: string) =>
		page
			.locator(selector)
			.evaluateAll((parts) => parts.map((part) => getComputedStyle(part, '::after').content));
	expect(await printed('.note a')).toContain('" (/rules/git-in-image/)"');
	expect(await printed('.site-header')).toEqual([expect.stringContaining(`${EXAMPLE}"`)]);
});
