import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const benches: Readonly<Record<string, () => Promise<{ run(): unknown }>>> = {
	lint: () => import('./lint.bench.ts'),
	site: () => import('./site.bench.ts'),
	browser: () => import('./browser.bench.ts'),
	serve: () => import('./serve.bench.ts'),
	faults: () => import('./faults.bench.ts'),
	lighthouse: () => import('./lighthouse.bench.ts'),
};

/** `npm run bench [-- name…]`: measures, prints tables, and writes what was measured to `.cache/bench/<name>.json`. */
const results = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
	console.error(
		`There is no benchmark \`${unknown.join('`, `')}\`. Known: ${Object.keys(benches).join(', ')}.`,
	);
	process.exitCode = 2;
} else {
	await mkdir(results, { recursive: true });
	for (const [name, load] of Object.entries(benches)) {
		if (asked.length > 0 && !asked.includes(name)) continue;
		const { run } = await load();
		const result = {
			node: process.version,
			platform: `${process.platform}-${process.arch}`,
			result: await run(),
		};
		await writeFile(`${results}${name}.json`, `${JSON.stringify(result, null, '\t')}\n`);
		console.log(`Written to .cache/bench/${name}.json`);
	}
}
