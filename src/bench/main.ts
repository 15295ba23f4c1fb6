import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const benches: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): unknown }>>> = {
	lint: () => import('./lint.bench.ts'),
	call: () => import('./call.bench.ts'),
	site: () => import('./site.bench.ts'),
	browser: () => import('./browser.bench.ts'),
	serve: () => import('./serve.bench.ts'),
	faults: () => import('./faults.bench.ts'),
	lighthouse: () => import('./lighthouse.bench.ts'),
	mutants: () => import('./mutants.bench.ts'),
	rebuild: () => import('./rebuild.bench.ts'),
	fixes: () => import('./fixes.bench.ts'),
	precision: () => import('./precision.bench.ts'),
	witnesses: () => import('./witnesses.bench.ts'),
	'known-bases': () => import('./known-bases.bench.ts'),
};

/** Run only when named: they take an hour, or need a commit, a folder or an engine. */
const ONLY_WHEN_NAMED: ReadonlySet<string> = new Set([
	'call',
	'mutants',
	'rebuild',
	'fixes',
	'precision',
	'witnesses',
	'known-bases',
]);

/**
 * `npm run bench [-- name [argument…]…]`: measures, prints tables, and writes what was measured to
 * `.cache/bench/<name>.json`. What follows a name and is none itself is that benchmark's argument.
 */
const results = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
const [stray, ...asked] = readAsked(process.argv.slice(2));
if (stray && stray.args.length > 0) {
	console.error(
		`There is no benchmark \`${stray.args.join('`, `')}\`. Known: ${Object.keys(benches).join(', ')}.`,
	);
	process.exitCode = 2;
} else {
	await mkdir(results, { recursive: true });
	for (const { name, args } of asked.length > 0 ? asked : listDefaults()) {
		const { run } = (await benches[name]?.()) ?? {};
		const result = {
			node: process.version,
			platform: `${process.platform}-${process.arch}`,
			result: await run?.(args),
		};
		await writeFile(`${results}${name}.json`, `${JSON.stringify(result, null, '\t')}\n`);
		console.log(`Written to .cache/bench/${name}.json`);
	}
}

interface Asked {
	readonly name: string;
	readonly args: string[];
}

/** The benchmarks that are named, each with the words behind its name; first what stands before any name. */
function readAsked(words: readonly string[]): Asked[] {
	const asked: Asked[] = [{ name: '', args: [] }];
	for (const word of words) {
		if (benches[word]) asked.push({ name: word, args: [] });
		else asked.at(-1)?.args.push(word);
	}
	return asked;
}

function listDefaults(): Asked[] {
	return Object.keys(benches)
		.filter((name) => !ONLY_WHEN_NAMED.has(name))
		.map((name) => ({ name, args: [] }));
}
