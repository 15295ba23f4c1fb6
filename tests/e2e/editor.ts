import { expect, type Locator, type Page } from 'playwright/test';

/** Where a reader types: the editor of the file whose tab is shown. */
export function editor(page: Page, within = ''): Locator {
	return page.locator(`${within} .cm-content:visible`).first();
}

/** Replaces the whole text of the editor that is shown, as a reader who selects all and pastes. */
export async function write(page: Page, text: string, within = ''): Promise<void> {
	await expect(editor(page, within)).toBeVisible();
	await editor(page, within).focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.insertText(text);
}

/** Errors and warnings of the console, exceptions, and requests to any other origin, as they come. */
export function troublesOf(page: Page, origin: string): string[] {
	const troubles: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
	});
	page.on('pageerror', (error) => troubles.push(error.message));
	page.on('request', (request) => {
		if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
			troubles.push(request.url());
	});
	return troubles;
}
