import { mkdirSync, writeFileSync } from 'node:fs';
import axe from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { troublesOf } from './editor.ts';

const REBUILD = '/rebuild/';
const summary = (page: Page) => page.locator('[data-rebuild-summary]');
const steps = (page: Page) => page.locator('.rebuild-steps li');
const dockerfile = (page: Page) => page.locator('#rebuild-dockerfile');

/** By their rule, each with the elements that break it. */
async function findViolations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const { violations } = await axe.run();
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	});
}

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });
	test('an example stands there, worked out, in words', async ({ page }) => {
		await page.goto(REBUILD);
		await expect(summary(page)).toContainText('4 steps run again');
		await expect(steps(page).filter({ hasText: 'COPY . .' })).toContainText('runs again');
		await expect(steps(page).filter({ hasText: 'COPY . .' })).toContainText('src/server.js changed');
		await expect(page.locator('[data-rebuild-order]')).toContainText('The image stays the same.');
		await expect(page.locator('.without-script')).toBeVisible();
	});
});

test('pressing a file shows at once what runs again, and how it is edited counts', async ({ page }) => {
	await page.goto(REBUILD);
	await page.getByLabel('src/server.js', { exact: true }).uncheck();
	await expect(summary(page)).toContainText('0 steps run again');
	await page.getByLabel('package.json', { exact: true }).check();
	await expect(summary(page)).toContainText('4 steps run again');
	await expect(steps(page).filter({ hasText: 'COPY . .' })).toContainText('package.json changed');
	await page.getByLabel('How package.json is edited').selectOption('deleted');
	await expect(steps(page).filter({ hasText: 'COPY . .' })).toContainText('package.json is gone');
	await page.getByLabel('How package.json is edited').selectOption('mode changed');
	await expect(steps(page).filter({ hasText: 'COPY . .' })).toContainText('package.json changed');
});

test('a better order is taken, and the first one comes back', async ({ page }) => {
	await page.goto(REBUILD);
	await page.getByRole('button', { name: 'Take this order' }).click();
	await expect(summary(page)).toContainText('3 steps run again');
	await expect(summary(page)).toBeFocused();
	await expect(dockerfile(page)).toHaveValue(/apt-get install -y python3\nCOPY \. \.\n/);
	await expect(page.locator('[data-rebuild-order]')).toContainText(
		'in the first order: 4 and perhaps 1 more',
	);
	await expect(page.locator('[data-rebuild-order]')).toContainText('The image stays the same.');
	await page.getByRole('button', { name: 'Back to the first order' }).click();
	await expect(summary(page)).toContainText('4 steps run again');
});

test('a line that is moved says what the order gains, and whether the image is the same', async ({
	page,
}) => {
	await page.goto(REBUILD);
	await page.getByRole('button', { name: 'Move line 5 up' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Move line 4 up' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-rebuild-order]')).toContainText('not certain');
	await expect(page.locator('[data-rebuild-order]')).toContainText('In this order: 3');
	await expect(page.locator('[data-rebuild-said]')).toHaveText('Line 4 is line 3 now.');
});

test('a pasted Dockerfile brings the files that it names', async ({ page }) => {
	await page.goto(REBUILD);
	await dockerfile(page).fill(
		'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY app app\n',
	);
	await expect(page.getByLabel('requirements.txt', { exact: true })).toBeVisible();
	await page.getByLabel('app/any-file', { exact: true }).check();
	await expect(summary(page)).toContainText('1 step runs again, 2 come from the cache.');
	await dockerfile(page).fill('FROM python:3.13\nCOPIE app app\n');
	await expect(summary(page)).toContainText('The engine refuses this file');
});

test('a file that no step reads is said to be so', async ({ page }) => {
	await page.goto(REBUILD);
	await page.getByText('Ignore file, target').click();
	await page.getByLabel('.dockerignore').fill('docs\n');
	await page.getByLabel('Another file').fill('docs/x.md');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.locator('[data-rebuild-notes]')).toContainText('No step reads docs/x.md');
});

test('an opened folder gives its Dockerfile, ignore file and names', async ({ page }, testInfo) => {
	const folder = testInfo.outputPath('tides');
	mkdirSync(`${folder}/src`, { recursive: true });
	writeFileSync(`${folder}/Dockerfile`, 'FROM debian:12\nCOPY src /src\n');
	writeFileSync(`${folder}/.dockerignore`, '*.md\n');
	writeFileSync(`${folder}/src/main.c`, 'int main() {}\n');
	await page.goto(REBUILD);
	await page.locator('input[webkitdirectory]').setInputFiles(folder);
	await expect(dockerfile(page)).toHaveValue('FROM debian:12\nCOPY src /src\n');
	await page.getByLabel('src/main.c', { exact: true }).check();
	await expect(summary(page)).toContainText('1 step runs again');
	await expect(page.locator('[data-field="ignoreFile"]')).toHaveValue('*.md\n');
});

test('a dropped folder gives its Dockerfile, ignore file and names too', async ({ page }, testInfo) => {
	const folder = testInfo.outputPath('tides');
	mkdirSync(`${folder}/src/deep`, { recursive: true });
	writeFileSync(`${folder}/Dockerfile`, 'FROM debian:12\nCOPY src /src\n');
	writeFileSync(`${folder}/.dockerignore`, '*.md\n');
	writeFileSync(`${folder}/src/deep/main.c`, 'int main() {}\n');
	await page.goto(REBUILD);
	const box = await page.locator('[data-rebuild]').boundingBox();
	const browser = await page.context().newCDPSession(page);
	const at = { x: (box?.x ?? 0) + 50, y: (box?.y ?? 0) + 50 };
	const data = { items: [], files: [folder], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
		await browser.send('Input.dispatchDragEvent', { type, ...at, data });
	await expect(dockerfile(page)).toHaveValue('FROM debian:12\nCOPY src /src\n');
	await expect(page.locator('[data-field="ignoreFile"]')).toHaveValue('*.md\n');
	await page.getByLabel('src/deep/main.c', { exact: true }).check();
	await expect(summary(page)).toContainText('1 step runs again');
});

test('the log of a build adds seconds and bytes', async ({ page }) => {
	await page.goto(REBUILD);
	const log = [
		'#5 [internal] load build context',
		'#5 transferring context: 1.53MB 0.1s done',
		'#5 DONE 0.1s',
		'#8 [build 5/6] RUN npm ci',
		'#8 1.2 added 5 packages',
		'#8 DONE 41.5s',
	].join('\n');
	const data = await page.evaluateHandle((text) => {
		const transfer = new DataTransfer();
		transfer.items.add(new File([text], 'build.log'));
		return transfer;
	}, log);
	await page.locator('[data-rebuild]').dispatchEvent('drop', { dataTransfer: data });
	await expect(steps(page).filter({ hasText: 'RUN npm ci' })).toContainText('41.5 s');
	await expect(summary(page)).toContainText('what runs again takes 41.5 s');
	await expect(summary(page)).toContainText('1.5 MB');
});

test('the address holds all of it behind its #, and nothing is sent', async ({ page, context, baseURL }) => {
	const troubles = troublesOf(page, baseURL ?? '');
	await page.goto(REBUILD);
	await page.getByLabel('package.json', { exact: true }).check();
	await expect(page).toHaveURL(/\/rebuild\/#v1=[\w-]+$/);
	const other = await context.newPage();
	await other.goto(page.url());
	await expect(other.getByLabel('package.json', { exact: true })).toBeChecked();
	await expect(summary(other)).toContainText('4 steps run again');
	await other.getByRole('button', { name: 'Clear' }).click();
	await expect(summary(other)).toHaveText('Nothing to work out yet.');
	expect(troubles).toEqual([]);
});

test('what takes longer than two seconds is stopped, and said', async ({ page }) => {
	await page.route(/rebuild-worker[^/]*\.js/, (route) =>
		route.fulfill({
			contentType: 'text/javascript',
			body: "addEventListener('message', ({ data }) => { postMessage({ id: data.id, is: 'begun' }); for (;;); });",
		}),
	);
	await page.goto(REBUILD);
	await page.getByLabel('package.json', { exact: true }).check();
	await expect(summary(page)).toContainText('longer than 2 seconds and was stopped', { timeout: 15_000 });
});

for (const scheme of ['light', 'dark'] as const)
	test(`no fault of access in ${scheme}, and no scrolling sideways at 320 px`, async ({ page }) => {
		await page.emulateMedia({ colorScheme: scheme });
		await page.setViewportSize({ width: 320, height: 700 });
		await page.goto(REBUILD);
		await page.getByLabel('package.json', { exact: true }).check();
		await expect(summary(page)).toContainText('4 steps');
		for (const details of await page.locator('.rebuild details summary').all()) await details.click();
		expect(await findViolations(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	});

test('the first view brings no model', async ({ page }) => {
	const scripts: string[] = [];
	page.on('response', (response) => scripts.push(response.url()));
	await page.goto(REBUILD, { waitUntil: 'networkidle' });
	expect(scripts.filter((url) => /rebuild-worker|tool\.|work-out/.test(url))).toEqual([]);
});
