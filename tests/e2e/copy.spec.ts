import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const EXAMPLE = 'copy-not-clone';
const file = readFileSync(`content/examples/${EXAMPLE}/before/Dockerfile`, 'utf8');

test('code selected by hand is pasted as it stands in the file, without the findings between its lines', async ({
	page,
}) => {
	for (const path of [`/examples/${EXAMPLE}/`, '/lessons/git-in-containers/']) {
		await page.goto(path);
		const side = page.locator('.side.before', { has: page.locator('.note') }).first();
		await select(
			page,
			'.side.before:has(.note) .line:first-of-type > code',
			'.side.before:has(.note) .line:last-of-type',
		);
		const text = await copy(page);
		const lines = await side.locator('.line > code').allTextContents();
		expect(text.trim().split('\n')).toEqual(lines.join('\n').trim().split('\n'));
		for (const note of await side.locator('.note > span').allTextContents()) expect(text).not.toContain(note);
	}
});

test('the whole file of an example is pasted byte for byte', async ({ page }) => {
	await page.goto(`/examples/${EXAMPLE}/`);
	await select(
		page,
		'[data-file="Dockerfile"] .before .line > code',
		'[data-file="Dockerfile"] .before .line:last-of-type',
	);
	expect(await copy(page)).toBe(file.trimEnd());
});

test('a selection that begins in the text before the code and ends after it has no findings either', async ({
	page,
}) => {
	await page.goto('/rules/clone-in-build/');
	const block = page.locator('.prose .block', { has: page.locator('.note') }).first();
	const code = (await block.locator('.line > code').allTextContents()).join('\n');
	await select(page, '.prose > *', '.prose > :last-child');
	const text = await copy(page);
	expect(text).toContain(code.trim());
	for (const note of await block.locator('.note > span').allTextContents()) expect(text).not.toContain(note);
});

test('a part of one line is that part', async ({ page }) => {
	await page.goto(`/examples/${EXAMPLE}/`);
	await page
		.locator('.side.before .line > code')
		.first()
		.dblclick({ position: { x: 10, y: 8 } });
	expect(file).toContain((await copy(page)).trim());
});

test('a finding that is selected alone is copied as it is', async ({ page }) => {
	await page.goto(`/examples/${EXAMPLE}/`);
	const note = page.locator('.side.before .note > span').first();
	await select(page, '.side.before .note > span', '.side.before .note > span');
	expect((await copy(page)).trim()).toBe(((await note.textContent()) ?? '').trim());
});

/** Selects from the first element that fits `from` to the end of the first that fits `to`, as a pointer would. */
async function select(page: Page, from: string, to: string): Promise<void> {
	await page.evaluate(
		([first, last]) => {
			const range = document.createRange();
			const [start, end] = [document.querySelector(first ?? ''), document.querySelector(last ?? '')];
			if (!start || !end) throw new Error('Nothing to select.');
			range.setStart(start, 0);
			range.setEnd(end, end.childNodes.length);
			getSelection()?.removeAllRanges();
			getSelection()?.addRange(range);
		},
		[from, to],
	);
	// What watches for selections is loaded now.
	await page.waitForLoadState('networkidle');
}

async function copy(page: Page): Promise<string> {
	await page.waitForTimeout(200);
	await page.keyboard.press('Control+C');
	return page.evaluate(() => navigator.clipboard.readText());
}
