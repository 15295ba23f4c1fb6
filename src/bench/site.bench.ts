import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { hashFolder } from './hash-folder.ts';
import { formatColumns } from './measure.ts';
import { generateContent, locateLessonFile } from './site/generated-content.ts';
import { type BuildCost, measureBuild } from './site/measured-build.ts';
import { measureReaderCost, type ReaderCost } from './site/site-in-browser.ts';

interface Size {
	readonly lessons: number;
	readonly pages: number;
	readonly build: BuildCost;
	/** After the words of one lesson changed. */
	readonly secondBuild: BuildCost;
	readonly index: { readonly megabytes: number; readonly files: number };
	readonly reader: ReaderCost;
}

const realContent = fileURLToPath(new URL('../../content', import.meta.url));
const PORT = 4600;

/** Up to so many lessons, the second build is held against one that begins with nothing. */
const MOST_CHECKED = 100;

/**
 * Builds generated lessons, four examples each, and says what that costs the builder and the reader. `DRYDOCK_BENCH_LESSONS`
 * names other sizes: `10,100`.
 */
export async function run(): Promise<{ sizes: Size[] }> {
	const asked = (process.env['DRYDOCK_BENCH_LESSONS'] ?? '10,100,1000').split(',').map(Number);
	const sizes: Size[] = [];
	for (const lessons of asked) {
		sizes.push(await measureSize(lessons));
		print(sizes);
	}
	return { sizes };
}

async function measureSize(lessons: number): Promise<Size> {
	const folder = await mkdtemp(join(tmpdir(), 'drydock-bench-'));
	try {
		const [content, out, cache] = [join(folder, 'content'), join(folder, 'site'), join(folder, 'cache')];
		await mkdir(content);
		generateContent(content, realContent, lessons);
		// Kept apart: what another size or an earlier run has left would make the first build a second one.
		const build = await measureBuild(content, out, cache);
		console.log(
			`${lessons} lessons: built in ${build.processorSeconds.toFixed(1)} processor seconds, ${build.megabytes} MB of memory`,
		);
		const middle = locateLessonFile(content, Math.ceil(lessons / 2));
		await writeFile(middle.path, `${await readFile(middle.path, 'utf8')}\nOne more sentence.\n`);
		await rm(out, { recursive: true });
		const secondBuild = await measureBuild(content, out, cache);
		console.log(
			`${lessons} lessons: built again after an edit in ${secondBuild.processorSeconds.toFixed(1)} processor seconds`,
		);
		if (lessons <= MOST_CHECKED) await checkIsAsClean(content, out, folder);
		const words = [1, 2, 3].map(
			(part) => locateLessonFile(content, Math.ceil((lessons * part) / 3)).rareWord,
		);
		const reader = await withServedSite(out, (site) =>
			measureReaderCost(site, `/lessons/harbour-${lessons}/`, {
				first: 'copy the lock file first',
				warm: [...words, 'build cache', 'COPY . .', 'npm ci --omit=dev', 'why is it built again', 'registy'],
			}),
		);
		return {
			lessons,
			pages: await countPages(out),
			build,
			secondBuild,
			index: await measureIndex(out),
			reader,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Throws where the build in `out` took something from an earlier one that is no longer so. */
async function checkIsAsClean(content: string, out: string, folder: string): Promise<void> {
	const clean = join(folder, 'clean');
	await measureBuild(content, clean, join(folder, 'no-cache'));
	if (hashFolder(clean) !== hashFolder(out))
		throw new Error('The second build differs from one of the same content that began with nothing.');
}

function print(sizes: readonly Size[]): void {
	const formatKilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
	const rows = sizes.map(({ lessons, pages, build, secondBuild, index, reader }) => [
		String(lessons),
		String(pages),
		build.seconds.toFixed(1),
		build.processorSeconds.toFixed(1),
		((build.processorSeconds / pages) * 1000).toFixed(1),
		secondBuild.processorSeconds.toFixed(1),
		String(build.megabytes),
		index.megabytes.toFixed(1),
		formatKilobytes(reader.lessonBytes),
		formatKilobytes(reader.firstSearchBytes),
		reader.resultMilliseconds.toFixed(0),
		reader.slowestResultMilliseconds.toFixed(0),
	]);
	const head = [
		'lessons',
		'pages',
		's',
		'cpu s',
		'cpu s/1000 pages',
		'cpu s, second',
		'MB memory',
		'MB index',
	];
	const reader = ['kB lesson', 'kB first search', 'ms result', 'ms slowest'];
	console.log(`\n${formatColumns([...head, ...reader], rows)}\n`);
}

async function withServedSite<T>(folder: string, work: (site: string) => Promise<T>): Promise<T> {
	const server = execa(process.execPath, ['src/cli/main.ts', 'serve', folder, '--port', String(PORT)], {
		reject: false,
	});
	const site = `http://127.0.0.1:${PORT}`;
	try {
		for (let left = 100; left > 0 && !(await isReachable(`${site}/`)); left--)
			await new Promise((resolve) => setTimeout(resolve, 100));
		return await work(site);
	} finally {
		server.kill();
		await server;
	}
}

async function isReachable(url: string): Promise<boolean> {
	return fetch(url).then(
		() => true,
		() => false,
	);
}

async function countPages(out: string): Promise<number> {
	return (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.html')).length;
}

/** All files that a search may read: the full text's and our own. */
async function measureIndex(out: string): Promise<Size['index']> {
	const folders = ['search', 'pagefind/fragment', 'pagefind/index', 'pagefind/filter'];
	const lists = await Promise.all(
		folders.map(async (folder) =>
			(await readdir(join(out, folder), { recursive: true })).map((file) => join(out, folder, file)),
		),
	);
	const sizes = await Promise.all(lists.flat().map(async (file) => stat(file)));
	const files = sizes.filter((one) => one.isFile());
	return { megabytes: files.reduce((sum, one) => sum + one.size, 0) / 1e6, files: files.length };
}
