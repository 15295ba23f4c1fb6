import type { OutputChunk, Plugin } from 'rolldown';
import { createBuildCache, type FileCache } from '#workspace/build-cache.ts';
import { hashContent } from './hash-content.ts';

/** Where a script stands is asked for only to find its neighbours, which are found another way here. */
const WITHOUT_PLACE = { define: { 'import.meta.url': 'document.baseURI', 'import.meta': '{}' } };

/** Stops at every warning; how long the machine took is none. */
const CAREFUL = {
	checks: { pluginTimings: false },
	onLog(level: string, { message }: { message: string }) {
		if (level === 'warn') throw new Error(`A script could not be packed: ${message}`);
	},
};

/** Where packed scripts are kept: those of our own lie below `src/offline`. */
export function createScriptCache(): FileCache {
	return createBuildCache('.cache/scripts', ['src/offline', 'package-lock.json']);
}

/** A script of our own, and all it imports, as one classic script. */
export function buildClassicScript(entry: string, cache: FileCache): Promise<string> {
	return cache.json(entry, () => packClassicScript(entry));
}

async function packClassicScript(entry: string): Promise<string> {
	const { rolldown } = await import('rolldown');
	const build = await rolldown({ ...CAREFUL, input: entry, platform: 'browser' });
	const output = await build.generate({
		format: 'iife',
		codeSplitting: false,
		minify: true,
		comments: false,
	});
	await build.close();
	return output.output[0].code;
}

/**
 * Scripts of the built site as classic scripts, which browsers load from a disk too, by file. Each tells
 * `drydockArchive` what it needs and what it does: see src/offline/page/archive.ts. `entries` are the ones that pages
 * name, and the source of each; what several of them use is in scripts of its own.
 */
export async function buildSiteScripts(
	entries: ReadonlyMap<string, string>,
	files: ReadonlyMap<string, Uint8Array>,
	cache: FileCache,
): Promise<Map<string, string>> {
	const scripts = [...files].filter(([file]) => file.endsWith('.js'));
	const inputs = [[...entries], scripts.map(([file, bytes]) => [file, hashContent(bytes)])];
	return new Map(await cache.json(JSON.stringify(inputs), () => packSiteScripts(entries, new Map(scripts))));
}

async function packSiteScripts(
	entries: ReadonlyMap<string, string>,
	files: ReadonlyMap<string, Uint8Array>,
): Promise<[file: string, code: string][]> {
	const { rolldown } = await import('rolldown');
	const build = await rolldown({
		...CAREFUL,
		input: Object.fromEntries(
			[...entries].map(([file, source]) => [file.replace(/\.js$/, ''), `/${source}`]),
		),
		platform: 'browser',
		plugins: [fromSite(files)],
		transform: WITHOUT_PLACE,
	});
	const { output } = await build.generate({
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].js',
		chunkFileNames: '_/[name]-[hash].js',
		minify: true,
		comments: false,
	});
	await build.close();
	return output.flatMap((chunk): [string, string][] =>
		chunk.type === 'chunk' ? [[chunk.fileName, formatDefinition(chunk)]] : [],
	);
}

function formatDefinition({ fileName, imports, dynamicImports, code }: OutputChunk): string {
	const names = JSON.stringify([...imports]);
	const run = dynamicImports.reduce((text, file) => withLoading(fileName, text, file), code);
	return `drydockArchive.define(${JSON.stringify(fileName)},${names},function(require,exports){${run}\n})\n`;
}

/** What is needed only later is loaded then. */
function withLoading(inFile: string, code: string, file: string): string {
	const name = file.replace(/^.*\//, '').replace(/[.$]/g, '\\$&');
	const late = new RegExp(
		`Promise\\.resolve\\(\\)\\.then\\(\\(\\)\\s*=>\\s*require\\((["'\`])\\./(?:_/)?${name}\\1\\)\\)`,
		'g',
	);
	const changed = code.replace(late, () => `drydockArchive.import(${JSON.stringify(file)})`);
	if (changed === code) throw new Error(`${inFile} imports ${file} in a way that the archive does not know.`);
	return changed;
}

function fromSite(files: ReadonlyMap<string, Uint8Array>): Plugin {
	return {
		name: 'drydock-built-site',
		resolveId(id, importer = 'site:') {
			if (!importer.startsWith('site:')) return undefined;
			const path = new URL(id, importer.replace('site:', 'http://site/')).pathname.slice(1);
			return files.has(path) ? `site:${path}` : undefined;
		},
		load(id) {
			const bytes = id.startsWith('site:') ? files.get(id.slice('site:'.length)) : undefined;
			return bytes === undefined ? undefined : stripPreloads(new TextDecoder().decode(bytes));
		},
	};
}

/** Vite's list of what to preload names files that are no longer there. */
function stripPreloads(code: string): string {
	return code.replace(/^const __vite__mapDeps=.*$/m, 'const __vite__mapDeps=()=>[];');
}
