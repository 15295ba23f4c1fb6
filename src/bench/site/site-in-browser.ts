/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { omitUndefined } from '#core/omit-undefined.ts';

export interface ReaderCost {
	/** Everything that the first view of a lesson asks for, gzipped. */
	readonly lessonBytes: number;
	/** Everything that the first search asks for beyond the page it is typed on, gzipped. */
	readonly firstSearchBytes: number;
	/** From the last key to the first result, on a page that has searched before; the median of several words. */
	readonly resultMilliseconds: number;
	readonly slowestResultMilliseconds: number;
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** What a reader pays on a served site. */
export async function measureReaderCost(
	site: string,
	lesson: string,
	queries: { first: string; warm: readonly string[] },
): Promise<ReaderCost> {
	const browser = await chromium.launch({
		...omitUndefined({ executablePath: existsSync(CHROMIUM) ? CHROMIUM : undefined }),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
		],
	});
	try {
		const lessonBytes = await measureBytes(browser, async (page) => {
			await page.goto(`${site}${lesson}`, { waitUntil: 'networkidle' });
		});
		const pageBytes = await measureBytes(browser, async (page) => {
			await page.goto(`${site}/search/`, { waitUntil: 'networkidle' });
		});
		const searchBytes = await measureBytes(browser, async (page) => {
			await page.goto(`${site}/search/`);
			await page.locator('#q').fill(queries.first);
			await page.locator('main ol > li').first().waitFor();
			await page.waitForLoadState('networkidle');
		});
		const page = await browser.newPage();
		await page.goto(`${site}/search/?q=${encodeURIComponent(queries.first)}`);
		await page.locator('main ol > li').first().waitFor();
		const times: number[] = [];
		for (const query of queries.warm) times.push(await measureResultTime(page, query));
		times.sort((a, b) => a - b);
		return {
			lessonBytes,
			firstSearchBytes: searchBytes - pageBytes,
			resultMilliseconds: times[times.length >> 1] ?? Number.NaN,
			slowestResultMilliseconds: times.at(-1) ?? Number.NaN,
		};
	} finally {
		await browser.close();
	}
}

/** A fresh reader with an empty cache: what is asked for, packed as a server packs it. */
async function measureBytes(browser: Browser, visit: (page: Page) => Promise<void>): Promise<number> {
	const context = await browser.newContext();
	const page = await context.newPage();
	const bodies: Promise<number>[] = [];
	page.on('response', (response) => {
		const isPacked = /\.(?:woff2|png|pagefind|pf_\w+)$/.test(new URL(response.url()).pathname);
		bodies.push(
			response.body().then(
				(body) => (isPacked ? body.length : gzipSync(body, { level: 9 }).length),
				() => 0,
			),
		);
	});
	await visit(page);
	const sizes = await Promise.all(bodies);
	await context.close();
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** Types all but the last letter, waits until all is quiet, then the last letter, and waits for its results. */
async function measureResultTime(page: Page, query: string): Promise<number> {
	await page.locator('#q').fill(query.slice(0, -1));
	await page.waitForTimeout(400);
	return page.evaluate(
		(letter) =>
			new Promise<number>((resolve) => {
				const field = document.querySelector<HTMLInputElement>('#q');
				// Said anew of every answer, where results stay none as well.
				const status = document.querySelector('[data-search-status]');
				if (!field || !status) throw new Error('The search page has no field or no status.');
				const start = performance.now();
				new MutationObserver((_, observer) => {
					observer.disconnect();
					resolve(performance.now() - start);
				}).observe(status, { childList: true });
				field.value += letter;
				field.dispatchEvent(new Event('input', { bubbles: true }));
			}),
		query.slice(-1),
	);
}
