import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { formatColumns } from './measure.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRY = 'src/core/lint/lint-lazily.ts';
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
	const formatKilobytes = (bytes: number) => (bytes / KILOBYTE).toFixed(1);
	console.log('\nThe linter in the browser, minified, KB after gzip\n');
	console.log(
		formatColumns(
			['', 'KB'],
			[
				['for Dockerfiles', formatKilobytes(first)],
				[`  of that ${packages.join(', ')}`, formatKilobytes(shellParser)],
				['more for compose and configuration files', formatKilobytes(later)],
			],
		),
	);
	console.log();
	return measured;
}

export async function measureBrowserBundle(): Promise<BrowserBench> {
	const chunks = await buildChunks(ENTRY);
	const entry = chunks.find(({ isEntry }) => isEntry);
	if (!entry) throw new Error(`${ENTRY} was not packed`);
	const first = withImports(entry, chunks);
	const [shellParser] = await buildChunks('unbash');
	return {
		first: countGzippedBytes(first),
		shellParser: shellParser ? countGzippedBytes([shellParser]) : 0,
		later: countGzippedBytes(chunks.filter((chunk) => !first.includes(chunk))),
		packages: [...new Set(first.flatMap(({ moduleIds }) => moduleIds.flatMap(extractPackageName)))].sort(),
	};
}

type Chunk = Extract<Awaited<ReturnType<typeof buildChunks>>[number], { type: 'chunk' }>;

async function buildChunks(input: string) {
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
	const reachableChunks = new Set([entry]);
	for (const { imports } of reachableChunks) {
		for (const chunk of chunks) if (imports.includes(chunk.fileName)) reachableChunks.add(chunk);
	}
	return [...reachableChunks];
}

function countGzippedBytes(chunks: readonly Chunk[]): number {
	return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

function extractPackageName(id: string): string[] {
	const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
	return name === undefined ? [] : [name];
}
