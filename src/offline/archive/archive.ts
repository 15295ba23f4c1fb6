import { fileURLToPath } from 'node:url';
import { makeRelativeAddress, resolveOwnAddress } from '../addresses.ts';
import { buildClassicScript, buildSiteScripts, createScriptCache } from '../classic-script.ts';
import type { Edition } from '../edition.ts';
import { type BuiltSite, isLicence, LINTER } from '../site-files.ts';
import { FIRST_SCRIPT, finishArchivePage } from './page.ts';

/** Files that a disk does not hand to a script; they go into scripts that do. */
const FETCHED = /\.(json|wasm|pagefind|pf_\w+)$/;

/** Loaded by the first search. */
const PAGEFIND = '_/pagefind.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** What only servers, crawlers and installers ask for; a page of the archive links to none of it. */
const FOR_SERVERS = /^(sitemap[\w-]*\.xml|robots\.txt|manifest\.webmanifest)$|^icons\//;

/** The built site as files that work from a disk, by path. */
export async function buildArchiveFiles(site: BuiltSite, edition: Edition): Promise<Map<string, Uint8Array>> {
	const pages = new Map([...site.pages].filter(([file]) => file !== '404.html'));
	const entries = new Set([...pages.values()].flatMap(({ scripts }) => scripts));
	const linked = new Set([...pages.values()].flatMap((page) => page.linked));

	const archive = new Map<string, Uint8Array>();
	const put = (file: string, text: string) => archive.set(file, encoder.encode(text));
	for (const [file, bytes] of site.files) {
		if (FETCHED.test(file)) put(`_/files/${file}.js`, wrapFileInScript(file, bytes));
		if (file.endsWith('.css')) put(file, rewriteStyleAddresses(file, decoder.decode(bytes), site.base));
		else if (isLicence(file) || isForReaders(file, linked)) archive.set(file, bytes);
	}
	const scripts = new Map([...entries].map((entry) => [entry, entry]));
	const cache = createScriptCache();
	for (const [file, code] of await buildSiteScripts(
		scripts.set(PAGEFIND, 'pagefind/pagefind.js'),
		site.files,
		cache,
	))
		put(file, entries.has(file) ? `${code}drydockArchive.import(${JSON.stringify(file)})\n` : code);
	const first = fileURLToPath(new URL('../page/archive.ts', import.meta.url));
	put(FIRST_SCRIPT, await buildClassicScript(first, cache));
	const has = (file: string) => archive.has(file) || pages.has(file);
	for (const [file, page] of pages) put(file, finishArchivePage(page.archive, edition, has));
	return new Map([...archive].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a page shows or links to from a disk, and is not written anew. */
function isForReaders(file: string, linked: ReadonlySet<string>): boolean {
	return !isMadeAnew(file) && !FOR_SERVERS.test(file) && (!FETCHED.test(file) || linked.has(file));
}

/** Pages, and scripts of pages. The linter is a program of its own. */
function isMadeAnew(file: string): boolean {
	return file.endsWith('.html') || (/\.m?js$/.test(file) && file !== LINTER);
}

/** A file as a script that hands it to the page: see src/offline/page/archive.ts. */
function wrapFileInScript(file: string, bytes: Uint8Array): string {
	const content = file.endsWith('.json')
		? { text: decoder.decode(bytes) }
		: { base64: Buffer.from(bytes).toString('base64') };
	return `drydockArchive.take(${JSON.stringify(file)},${JSON.stringify(content)})\n`;
}

function rewriteStyleAddresses(file: string, css: string, base: string): string {
	// A disk hands out the face at once: every page then has the same, and none goes without it.
	const shown = css.replace(/font-display:\s*optional/g, 'font-display:block');
	return shown.replace(/url\((["']?)([^"')]+)\1\)/g, (whole, _quote, address: string) => {
		const own = resolveOwnAddress(address, file, base);
		return own === undefined ? whole : `url("${makeRelativeAddress(file, own.file)}")`;
	});
}
