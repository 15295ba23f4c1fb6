/** The full-text engine, as far as the search uses it. */
export interface Pagefind {
	options(options: Readonly<Record<string, unknown>>): Promise<void>;
	search(query: string): Promise<{ readonly results: readonly PagefindResult[] } | null>;
}

interface PagefindResult {
	readonly id: string;
	readonly score: number;
	data(): Promise<PagefindPage>;
}

/** One page as the full text knows it. */
export interface PagefindPage {
	readonly url: string;
	readonly excerpt: string;
	readonly meta: Readonly<Record<string, string>>;
	readonly sub_results: readonly { readonly url: string; readonly title: string; readonly excerpt: string }[];
}

/**
 * What hands out files where nothing can be fetched: an archive that is opened from disk puts one at
 * `globalThis.drydockArchive` before the search is used.
 */
interface Archive {
	/** The content of a file of the site; its path starts without a slash: `search/root.json`. */
	load(path: string): Promise<ArrayBuffer>;
	/** The module `pagefind/pagefind.js`, reading its own files from the archive. */
	pagefind(): Promise<Pagefind>;
}

const base = document.documentElement.dataset['base'] ?? '/';

/** A file of the search index as JSON. All that a search reads comes through here or `loadPagefind`. */
export async function load<T>(path: string): Promise<T> {
	const archive = findArchive();
	if (archive !== undefined) return JSON.parse(new TextDecoder().decode(await archive.load(path))) as T;
	const answer = await fetch(base + path);
	if (!answer.ok) throw new Error(`${path} could not be loaded: ${answer.status}.`);
	return (await answer.json()) as T;
}

/** The full-text engine, ready to be asked. */
export async function loadPagefind(): Promise<Pagefind> {
	const archive = findArchive();
	const address = `${base}pagefind/pagefind.js`;
	const pagefind = await (archive?.pagefind() ?? (import(/* @vite-ignore */ address) as Promise<Pagefind>));
	// A worker would be one more file to load, and a search takes a few milliseconds.
	await pagefind.options({ baseUrl: base, excerptLength: 22, noWorker: true });
	return pagefind;
}

function findArchive(): Archive | undefined {
	return (globalThis as { drydockArchive?: Archive }).drydockArchive;
}
