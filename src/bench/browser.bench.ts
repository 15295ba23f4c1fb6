import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { table } from './measure.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRY = 'src/core/rules/lint-lazily.ts';
const KILOBYTE = 1024;

/** Bytes after gzip, as a browser fetches them. */
export interface BrowserBench {
	/** What a page of Dockerfiles loads: parser, rules, shell parser. */
	readonly first: number;
	/** Of that, the shell parser alone. */
	readonly shellParser: number;
	/** What comes with the first compose or configuration file. */
	readonly later: number;
	/** The packages in the first part. */
	readonly packages: readonly string[];
}

/** How much of the linter a browser has to fetch, before the first Dockerfile and for what comes later. */
export async function run(): Promise<BrowserBench> {
	const measured = await measureBrowserBundle();
	const { first, shellParser, later, packages } = measured;
	const size = (bytes: number) => (bytes / KILOBYTE).toFixed(1);
	console.log('\nThe linter in the browser, minified, KB after gzip\n');
	console.log(
		table(
			['', 'KB'],
			[
				['for Dockerfiles', size(first)],
				[`  of that ${packages.join(', ')}`, size(shellParser)],
				['more for compose and configuration files', size(later)],
			],
		),
	);
	console.log();
	return measured;
}

export async function measureBrowserBundle(): Promise<BrowserBench> {
	const chunks = await chunksOf(ENTRY);
	const entry = chunks.find(({ isEntry }) => isEntry);
	if (!entry) throw new Error(`${ENTRY} was not packed`);
	const first = withImports(entry, chunks);
	const [shellParser] = await chunksOf('unbash');
	return {
		first: total(first),
		shellParser: shellParser ? total([shellParser]) : 0,
		later: total(chunks.filter((chunk) => !first.includes(chunk))),
		packages: [...new Set(first.flatMap(({ moduleIds }) => moduleIds.flatMap(packageOf)))].sort(),
	};
}

type Chunk = Extract<Awaited<ReturnType<typeof chunksOf>>[number], { type: 'chunk' }>;

async function chunksOf(input: string) {
	// As the site is built: what later parts share with the first stands in the first.
	const build = await rolldown({
		input,
		cwd: PROJECT,
		platform: 'browser',
		preserveEntrySignatures: 'allow-extension',
	});
	const { output } = await build.generate({ format: 'esm', minify: true, comments: false });
	await build.close();
	return output.filter((part) => part.type === 'chunk');
}

/** A chunk and all that it cannot do without. */
function withImports(entry: Chunk, chunks: readonly Chunk[]): readonly Chunk[] {
	const found = new Set([entry]);
	for (const { imports } of found) {
		for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
	}
	return [...found];
}

function total(chunks: readonly Chunk[]): number {
	return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

function packageOf(id: string): string[] {
	const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
	return name === undefined ? [] : [name];
}
