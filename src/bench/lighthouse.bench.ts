import { fileURLToPath } from 'node:url';
import { startServer } from '#cli/server/server.ts';
import { findOrInstallChromium } from '../setup/chromium.ts';
import { CATEGORIES, lighthouseVerdicts, type Verdict } from './lighthouse.ts';

const PAGES = ['/', '/lessons/git-in-containers/', '/rules/clone-in-build/', '/examples/copy-not-clone/'];

/** Speed depends on what else the machine does; the best of these runs depends on it least. */
const RUNS = 3;

/** Lighthouse on home, a lesson, a rule and an example of `dist/`: the best of three runs. */
export async function run(): Promise<unknown> {
	const folder = fileURLToPath(new URL('../../dist/', import.meta.url));
	const { server, problem } = await startServer({ folder, host: '127.0.0.1', port: 0, base: '/' });
	if (server === undefined) throw new Error(`dist/ cannot be served: ${problem}`);
	try {
		const chromium = await findOrInstallChromium();
		const addresses = PAGES.map((path) => new URL(path, server.address).href);
		const best = new Map<string, Verdict>();
		for (let round = 0; round < RUNS; round++) {
			const verdicts = await lighthouseVerdicts(addresses, chromium);
			for (const [at, verdict] of verdicts.entries()) {
				const path = PAGES[at] ?? '';
				if (speed(verdict) > speed(best.get(path))) best.set(path, verdict);
			}
		}
		console.table(Object.fromEntries([...best].map(([path, { scores }]) => [path, scores])));
		return { runs: RUNS, categories: CATEGORIES, pages: Object.fromEntries(best) };
	} finally {
		await server.close();
	}
}

function speed(verdict: Verdict | undefined): number {
	return verdict?.scores.performance ?? -1;
}
