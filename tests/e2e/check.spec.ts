import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { builtFile, siteFolder } from './built-site.ts';
import { editor, troublesOf, write } from './editor.ts';
import { shiftsOf, watchShifts } from './layout-shifts.ts';

const CHECK = '/check/';
const CLONE =
	'FROM node:24-bookworm-slim\nRUN git clone https://git.example.com/tides.git /app\nCMD ["node"]\n';
const findings = (page: Page) => page.locator('.workbench-list li');

/** Puts files on the page as a drop from the desktop does. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
	const data = await page.evaluateHandle((all) => {
		const transfer = new DataTransfer();
		for (const [name, text] of Object.entries(all)) transfer.items.add(new File([text], name));
		return transfer;
	}, files);
	await page.locator('.cm-content').first().dispatchEvent('drop', { dataTransfer: data });
}

/** Presses Tab until it is there, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let stop = 0; stop < 15; stop++) {
		if (await target.evaluate((node) => node.matches(':focus'))) return;
		await page.keyboard.press('Tab');
	}
	await expect(target).toBeFocused();
}

test('findings come while typing, on their lines, and lead to their rule', async ({ page }) => {
	await page.goto(CHECK);
	await expect(page.locator('.workbench-summary')).toHaveText('Nothing to check yet.');
	await write(page, 'FROM node\n');
	await expect(findings(page)).toHaveCount(1);
	await expect(page.locator('.workbench-summary')).toHaveText('1 finding: 1 warning.');
	await expect(findings(page).getByRole('link')).toHaveAttribute('href', '/rules/pin-base-image/');
	await expect(page.locator('.cm-lintRange-warning')).toHaveText('node');
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText('RUN git clone https://git.example.com/tides.git /app\n');
	await expect(findings(page)).toHaveCount(2);
	await expect(findings(page).nth(1)).toContainText('Dockerfile:2');
});

test('the list is a polite live region, and what stays in it is not built anew', async ({ page }) => {
	await page.goto(CHECK);
	await write(page, 'FROM node\n');
	await expect(findings(page)).toHaveCount(1);
	expect(await findings(page).evaluate((row) => row.closest('[aria-live]')?.getAttribute('aria-live'))).toBe(
		'polite',
	);
	await findings(page).evaluate((row) => Object.assign(row, { seen: true }));
	await page.keyboard.press('Control+Home');
	await page.keyboard.insertText('# a line above\n');
	await expect(findings(page).locator('.workbench-place')).toHaveText('Dockerfile:2');
	expect(await findings(page).evaluate((row) => 'seen' in row)).toBe(true);
});

test('a fix is made by its button, and undone in the editor', async ({ page }) => {
	await page.goto(CHECK);
	await write(page, 'FROM node:24-bookworm-slim\nUSER node\nCMD node src/server.js\n');
	await page
		.getByRole('button', { name: /^Fix: / })
		.first()
		.click();
	await expect(editor(page)).toContainText('CMD ["node", "src/server.js"]');
	await expect(findings(page)).toHaveCount(0);
	await expect(page.locator('.workbench-summary')).toBeFocused();
	await editor(page).focus();
	await page.keyboard.press('Control+z');
	await expect(editor(page)).toContainText('CMD node src/server.js');
});

test('all fixes are made at once where there are several', async ({ page }) => {
	await page.goto(CHECK);
	await write(
		page,
		'from node:24-bookworm-slim\nRUN true\nADD a.txt /a.txt\nUSER node\nCMD node src/server.js\n',
	);
	await page.getByRole('button', { name: 'Fix all that can be fixed' }).click();
	await expect(page.locator('.workbench-summary')).toHaveText('No findings.');
	await expect(editor(page)).toContainText('COPY a.txt /a.txt');
});

test('a finding in the list moves to its line', async ({ page }) => {
	await page.goto(CHECK);
	await write(page, CLONE);
	await page.getByRole('button', { name: 'Dockerfile:2' }).first().click();
	await expect(editor(page)).toBeFocused();
	await page.keyboard.press('Home');
	await page.keyboard.insertText('# here\n');
	await expect(editor(page).locator('.cm-line').nth(1)).toHaveText('# here');
});

test('a finding is copied as a review comment: why, what to do, the address', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto(CHECK, { waitUntil: 'networkidle' });
	await write(page, CLONE);
	const row = findings(page).filter({ has: page.getByRole('link', { name: 'clone-in-build' }) });
	await row.getByRole('button', { name: 'Copy as review comment' }).click();
	await expect(row.getByRole('button', { name: 'Copied' })).toBeVisible();
	const { rules } = JSON.parse(readFileSync(join(siteFolder, 'rules.json'), 'utf8'));
	const { why, instead, url } = rules.find(({ id }: { id: string }) => id === 'clone-in-build');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		`${why} ${instead} [clone-in-build](${url})`,
	);
});

test('the address holds the files behind its #, and restores them', async ({ page, context }) => {
	await page.goto(CHECK);
	await write(page, CLONE);
	await expect(page).toHaveURL(/\/check\/#v1=[\w-]+$/);
	const other = await context.newPage();
	await other.goto(page.url());
	await expect(editor(other)).toContainText('git clone https://git.example.com/tides.git');
	await expect(findings(other)).not.toHaveCount(0);
	await other.getByRole('button', { name: 'Clear' }).click();
	await expect(other).toHaveURL(/\/check\/$/);
});

test('dropped files go to the tab of their kind', async ({ page }) => {
	await page.goto(CHECK);
	await expect(page.locator('.cm-content').first()).toBeVisible();
	await drop(page, {
		'Dockerfile.prod': 'FROM node:24-bookworm-slim\nCOPY . .\nCMD ["node"]\n',
		'compose.prod.yaml': 'services:\n  web:\n    image: nginx:1.29\n    links: [db]\n',
		'.dockerignore': 'node_modules\n',
		'photo.png': 'no text of ours',
	});
	await expect(page.locator('[data-check-said]')).toContainText('photo.png');
	await expect(findings(page).getByRole('link', { name: 'container-links' })).toHaveCount(1);
	await page
		.getByRole('button', { name: /compose\.yaml:\d/ })
		.first()
		.click();
	await expect(page.locator('.tabs input[value="compose.yaml"]')).toBeChecked();
	await page.locator('.checker .tabs label', { hasText: '.dockerignore' }).click();
	await expect(editor(page)).toContainText('node_modules');
});

test('what reads YAML is fetched only once there is a compose file', async ({ page }) => {
	const scripts: string[] = [];
	page.on('response', (response) => {
		if (response.url().endsWith('.js')) scripts.push(response.url());
	});
	await page.goto(CHECK, { waitUntil: 'networkidle' });
	await write(page, CLONE);
	await expect(findings(page)).not.toHaveCount(0);
	expect(scripts.filter((url) => /yaml|compose/.test(url))).toEqual([]);
	await page.locator('.tabs label', { hasText: 'compose.yaml' }).click();
	await write(page, 'services:\n  web:\n    image: nginx:1.29\n    links: [db]\n');
	await expect(findings(page).getByRole('link', { name: 'container-links' })).toHaveCount(1);
	expect(scripts.filter((url) => /yaml|compose/.test(url))).not.toEqual([]);
});

test('a compose file pasted on the empty page goes to its own tab', async ({ page }) => {
	await page.goto(CHECK);
	await editor(page).focus();
	await editor(page).evaluate((content) => {
		const data = new DataTransfer();
		data.setData('text/plain', 'services:\n  web:\n    image: nginx:1.29\n    links: [db]\n');
		content.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
		);
	});
	await expect(page.locator('.tabs input[value="compose.yaml"]')).toBeChecked();
	await expect(findings(page).getByRole('link', { name: 'container-links' })).toHaveCount(1);
});

test('an example is offered where there is nothing yet', async ({ page }) => {
	await page.goto(CHECK);
	await page.getByRole('button', { name: 'A Dockerfile' }).click();
	await expect(findings(page)).not.toHaveCount(0);
	await expect(page.getByRole('button', { name: 'A Dockerfile' })).toBeHidden();
});

test('nothing typed leaves the browser, no other origin is asked, and nothing is blocked or reported', async ({
	page,
	baseURL,
}) => {
	const troubles = troublesOf(page, baseURL ?? '');
	await page.goto(CHECK, { waitUntil: 'networkidle' });
	const asked: string[] = [];
	page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
	await write(page, CLONE);
	await expect(findings(page)).not.toHaveCount(0);
	await page.waitForURL(/#v1=/);
	await page.locator('.cm-lintRange').first().hover();
	await expect(page.locator('.cm-tooltip')).toBeVisible();
	// The page's own files may be fetched; nothing is sent along.
	expect(asked.filter((one) => !one.startsWith('GET ') || one.includes('?'))).toEqual([]);
	expect(troubles).toEqual([]);
	// The editor's styles are adopted by its shadow tree: the page's policy would refuse a style element.
	expect(await page.locator('style').count()).toBe(0);
	expect(
		await page
			.locator('.cm-editor')
			.first()
			.evaluate((node) => getComputedStyle(node).display),
	).toBe('flex');
});

test('everything can be done with the keyboard', async ({ page }) => {
	await page.goto(CHECK);
	await expect(editor(page)).toBeVisible();
	await page.getByRole('button', { name: 'Clear' }).focus();
	await tabTo(page, editor(page));
	await page.keyboard.type('# / ?');
	await page.keyboard.press('Enter');
	await page.keyboard.type('FROM node');
	await page.keyboard.press('Enter');
	await page.keyboard.type('USER node');
	await page.keyboard.press('Enter');
	await page.keyboard.type('CMD node a.js');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(findings(page)).toHaveCount(2);
	// The list is told a moment before the editor.
	await expect(async () => {
		await page.keyboard.press('Control+Home');
		await page.keyboard.press('F8');
		await expect(page.locator('.cm-tooltip, .cm-lintRange-active')).not.toHaveCount(0, { timeout: 1000 });
	}).toPass({ timeout: 20_000 });
	await tabTo(page, findings(page).first().locator('.workbench-place'));
	await page.keyboard.press('Enter');
	await expect(editor(page)).toBeFocused();
});

test('markup in a file or in an address stays text', async ({ page }) => {
	const opened: string[] = [];
	page.on('dialog', (dialog) => {
		opened.push(dialog.message());
		void dialog.dismiss();
	});
	await page.goto(CHECK);
	const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
	await write(
		page,
		`FROM ${evil}\nCOPY --from="${evil}" a b\nRUN git clone https://user:\`${evil}\`@x.example/a\n`,
	);
	await expect(findings(page)).not.toHaveCount(0);
	await page.goto(`${CHECK}#${evil}`);
	await page.reload();
	await expect(page.locator('[data-check-said]')).toContainText('no files that can be read');
	expect(await page.locator('img[src="x"], main script:not([type])').count()).toBe(0);
	expect(opened).toEqual([]);
});

for (const [what, fragment] of [
	['cut off', '#v1=q1YKSCwuSc1TslJQcgvy91Uw'],
	['no base64', '#v1=%%%'],
	['no JSON', '#v1=KylLz8xLVQQA'],
	['of another shape', '#v1=i1WKBQA'],
	['empty', '#v1='],
] as const)
	test(`an address that is ${what} opens an empty check that works`, async ({ page }) => {
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		await page.goto(CHECK + fragment);
		await expect(page.locator('[data-check-said]')).toContainText('no files that can be read');
		await write(page, 'FROM node\n');
		await expect(findings(page)).toHaveCount(1);
		expect(errors).toEqual([]);
	});

test('an address that unpacks to gigabytes is given up early', async ({ page }) => {
	await page.goto(CHECK);
	const bomb = await page.evaluate(async () => {
		const zeros = new Blob(Array.from({ length: 64 }, () => new Uint8Array(1 << 20)));
		const packed = zeros.stream().pipeThrough(new CompressionStream('deflate-raw'));
		const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
		return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
	});
	await page.goto('/search/');
	await page.goto(`${CHECK}#v1=${bomb.replaceAll('+', '-').replaceAll('/', '_')}`);
	await expect(page.locator('[data-check-said]')).toContainText('no files that can be read');
});

test('a megabyte, in many lines or in one, leaves the page usable and is said to be too long', async ({
	page,
}) => {
	await page.goto(CHECK);
	await expect(editor(page)).toBeVisible();
	for (const text of ['RUN apt-get update\n'.repeat(55_000), `FROM ${'x'.repeat(1_048_000)}`]) {
		await drop(page, { Dockerfile: text });
		await expect(page.locator('.workbench-summary')).toContainText('longer than 128 KB');
		await page.getByRole('button', { name: 'Clear' }).click();
		await expect(page.locator('.workbench-summary')).toHaveText('Nothing to check yet.');
	}
	await write(page, 'FROM node\n');
	await expect(findings(page)).toHaveCount(1);
});

test('thousands of findings are counted and not all listed', async ({ page }) => {
	await page.goto(CHECK);
	await expect(editor(page)).toBeVisible();
	await drop(page, { Dockerfile: `FROM node\n${'RUN apt-get update\n'.repeat(5000)}` });
	await expect(page.locator('.workbench-summary')).toContainText('The first 100 are listed.');
	await expect(findings(page)).toHaveCount(100);
});

test('neither the page nor an exercise is wider than a screen of 320 px, with findings shown', async ({
	page,
}) => {
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto(CHECK);
	await page.getByRole('button', { name: 'A compose file' }).click();
	await expect(findings(page)).not.toHaveCount(0);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.goto('/lessons/git-in-containers/');
	await page.locator('#exercise').scrollIntoViewIfNeeded();
	await expect(editor(page, '.exercise')).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test.describe('with nothing kept in the browser', () => {
	// A page that comes from what the browser keeps asks for no file that a test could hold back.
	test.use({ serviceWorkers: 'block' });

	test('nothing moves when the editor comes, and the page says so where it does not come', async ({
		page,
	}) => {
		await watchShifts(page);
		await page.goto(CHECK, { waitUntil: 'networkidle' });
		await expect(editor(page)).toBeVisible();
		expect(await shiftsOf(page)).toBeLessThan(0.01);
		await page.route(/workbench.*\.js/, (route) => route.abort());
		await page.reload();
		await expect(page.locator('[data-check-place]')).toContainText('could not be loaded');
	});
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('the page says what it does and how to lint on the command line', async ({ page }) => {
		await page.goto(CHECK);
		await expect(page.locator('main')).toContainText('node drydock.mjs lint Dockerfile');
		await expect(page.locator('main')).toContainText('needs script');
		await expect(page.locator('[data-check]')).toBeHidden();
	});
});

test('a lesson, an example and a rule load neither editor nor linter', () => {
	for (const path of ['/lessons/git-in-containers/', '/examples/copy-not-clone/', '/rules/clone-in-build/'])
		expect(builtFile(path), path).not.toMatch(/_\/workbench[^"]*\.js/);
});
