import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveOwnAddress } from './addresses.ts';
import { findAttribute, listTags } from './html.ts';

/** A built site, its files by path: `rules/x/index.html`. */
export interface BuiltSite {
	/** Starts and ends with a slash. */
	readonly base: string;
	/** In the order of their paths. */
	readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads the files of a built site that a reader needs, and leaves the rest: see `isNeeded`. */
export function readSite(folder: string): BuiltSite {
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
		.sort();
	const pages = paths.filter((path) => path.endsWith('.html'));
	const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
	const base = findBase(texts.get('index.html') ?? '');
	if (base === undefined)
		throw new Error(`${join(folder, 'index.html')} names no \`data-base\`, so it is no built site.`);
	const linked = new Set([...texts].flatMap(([page, html]) => listLinkedFiles(html, page, base)));
	const needed = paths.filter((path) => isNeeded(path, linked));
	return { base, files: new Map(needed.map((path) => [path, readFileSync(join(folder, path))])) };
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

function listLinkedFiles(html: string, page: string, base: string): string[] {
	return listTags(html).flatMap((tag) => {
		if (tag.name === 'link' && findAttribute(tag, 'rel') === 'alternate') return [];
		return ['href', 'src', 'data'].flatMap((name) => {
			const own = resolveOwnAddress(findAttribute(tag, name) ?? '', page, base);
			return own === undefined ? [] : [own.file];
		});
	});
}

/** The hash that names content everywhere in the offline forms: SHA-256, for an address. */
export function hashContent(bytes: Uint8Array | string): string {
	return createHash('sha256').update(bytes).digest('base64url');
}
