import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright';
import { omitUndefined } from '#core/omit-undefined.ts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof CATEGORIES)[number];

/** What Lighthouse says of a page: a score from 0 to 100 for each category, and the audits that took points away. */
export interface PageVerdict {
	readonly scores: Readonly<Partial<Record<Category, number>>>;
	readonly failed: readonly string[];
}

/** Runs Lighthouse, as for a phone, on each address in a browser of its own. */
export async function judgePages(
	addresses: readonly string[],
	executablePath: string | undefined,
	categories: readonly Category[] = CATEGORIES,
): Promise<PageVerdict[]> {
	const port = await freePort();
	const browser = await chromium.launch({
		...omitUndefined({ executablePath }),
		args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-gpu', '--disable-quic'],
	});
	try {
		const verdicts: PageVerdict[] = [];
		for (const address of addresses) verdicts.push(await judgePage(address, port, categories));
		return verdicts;
	} finally {
		await browser.close();
	}
}

async function judgePage(
	address: string,
	port: number,
	categories: readonly Category[],
): Promise<PageVerdict> {
	const result = await lighthouse(address, { port, onlyCategories: [...categories], logLevel: 'error' });
	if (result === undefined) throw new Error(`Lighthouse gave no result for ${address}.`);
	const { lhr } = result;
	if (lhr.runtimeError !== undefined) throw new Error(`${address}: ${lhr.runtimeError.message}`);
	const counted = new Set(
		Object.values(lhr.categories).flatMap(({ auditRefs }) =>
			auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
		),
	);
	return {
		scores: Object.fromEntries(
			categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
		),
		failed: Object.values(lhr.audits)
			.filter(({ id, score }) => counted.has(id) && score !== null && score < 0.9)
			.map(({ id, title, displayValue }) => `${id}: ${displayValue ?? title}`),
	};
}

/** A port of this machine that nothing listens on. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});
}
