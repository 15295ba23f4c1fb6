import axe from 'axe-core';
import { expect, type Page, test } from 'playwright/test';
import { builtPages } from './built-site.ts';

/** The pages are shared out, so that the workers that there are go through them side by side. */
const SHARES = 4;

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

for (let share = 0; share < SHARES; share++) {
	test(`every page is accessible in both themes, fits 320 px and 200 %, and stays quiet (${share + 1} of ${SHARES})`, async ({
		page,
		baseURL,
	}) => {
		test.setTimeout(300_000);
		const troubles: string[] = [];
		let path = '';
		const trouble = (text: string) => troubles.push(`${path} ${text}`);
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) trouble(`console: ${message.text()}`);
		});
		page.on('pageerror', (error) => trouble(`error: ${error.message}`));
		page.on('request', (request) => {
			if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url()))
				trouble(`request: ${request.url()}`);
		});
		for (path of builtPages().filter((_, at) => at % SHARES === share)) {
			await page.emulateMedia({ colorScheme: 'light' });
			await page.goto(path, { waitUntil: 'load' });
			for (const violation of await violations(page)) trouble(`light: ${violation}`);
			await page.emulateMedia({ colorScheme: 'dark' });
			for (const violation of await violations(page)) trouble(`dark: ${violation}`);
			// 640 px is what is left of 1280 px at 200 %.
			for (const width of [320, 640]) {
				const wide = await widthAt(page, width);
				if (wide > width) trouble(`is ${wide} px wide on a screen of ${width} px`);
			}
			await page.setViewportSize({ width: 1280, height: 900 });
		}
		expect(troubles).toEqual([]);
	});
}

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(options: object): Promise<{ violations: Violation[] }> };
		};
		return (await axe.run({ resultTypes: ['violations'] })).violations;
	});
	return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

async function widthAt(page: Page, width: number): Promise<number> {
	await page.setViewportSize({ width, height: 700 });
	return page.evaluate(() => document.documentElement.scrollWidth);
}
