import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAttribute, listTags } from './html.ts';
import { stripFigures } from './offline-page.ts';
import { type PageParts, readPageParts } from './page-parts.ts';

/** A built site, its files by path: `rules/x/index.html`. */
export interface BuiltSite {
	/** Starts and ends with a slash. */
	readonly base: string;
	/** In the order of their paths. */
	readonly files: ReadonlyMap<string, Uint8Array>;
	/** What its pages hold for the offline forms; of `/offline/` without its figures, so that packing it again makes the same. */
	readonly pages: ReadonlyMap<string, PageParts>;
}

/** The page about the offline forms. */
export const OFFLINE_PAGE = 'offline/index.html';

/** Reads the files of a built site that a reader needs, and leaves the rest: see `isNeeded`. */
export async function readSite(folder: string): Promise<BuiltSite> {
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
		.sort();
	const texts = new Map(
		paths.filter((path) => path.endsWith('.html')).map((page) => [page, readPage(folder, page)]),
	);
	const base = findBase(texts.get('index.html') ?? '');
	if (base === undefined)
		throw new Error(`${join(folder, 'index.html')} names no \`data-base\`, so it is no built site.`);
	const pages = await readPageParts(texts, base);
	const linked = new Set([...pages.values()].flatMap((page) => page.linked));
	const needed = paths.filter((path) => isNeeded(path, linked));
	return { base, files: new Map(needed.map((path) => [path, readFileSync(join(folder, path))])), pages };
}

function readPage(folder: string, page: string): string {
	const html = readFileSync(join(folder, page), 'utf8');
	return page === OFFLINE_PAGE ? stripFigures(html) : html;
}

/** Every page says where the site begins. */
function findBase(html: string): string | undefined {
	const root = listTags(html).find(({ name }) => name === 'html');
	return root && findAttribute(root, 'data-base');
}

/** The linter as one file, which pages offer for download. */
export const LINTER = 'drydock.mjs';

/** What a page works with, by ending. Everything else is needed where a page links to it or shows it. */
const PARTS = /\.(html|css|m?js|json|wasm|woff2|pagefind|pf_\w+)$|^icons\//;

/** The forms for offline reading themselves, and what Pagefind writes for other ways of showing a search. */
const LEFT_OUT =
	/^(hosting\/.*|bill-of-materials.*|sw\.js|offline(-files)?\.json|drydock-offline\.zip|drydock\.epub|.*\.docset\.tgz|pagefind\/(pagefind-(worker|highlight|[a-z-]*ui)\.\w+|wasm\.unknown\.pagefind))$/;

/** What goes with every copy that is passed on; a browser that keeps the site was given it already. */
export function isLicence(path: string): boolean {
	return /^(LICENSE|NOTICE)\.txt$|^licences\//.test(path);
}

function isNeeded(path: string, linked: ReadonlySet<string>): boolean {
	return !LEFT_OUT.test(path) && (PARTS.test(path) || isLicence(path) || linked.has(path));
}
