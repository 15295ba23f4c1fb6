import {
	getSitePath,
	makePathToRoot,
	makeRelativeAddress,
	resolveOwnAddress,
	resolvePageFile,
} from '../addresses.ts';
import { type Edition, formatEdition } from '../edition.ts';
import { findAttribute, listTags, rewriteTags, type Tag } from '../html.ts';

/** The script that every page of the archive runs first. */
export const FIRST_SCRIPT = '_/archive.js';

export interface ArchivePage {
	/** `rules/x/index.html` */
	readonly file: string;
	readonly html: string;
	readonly base: string;
	readonly edition: Edition;
	/** The files of the archive; a link to any other leads to the published site. */
	readonly has: (file: string) => boolean;
}

/**
 * A built page as it works from a disk: every address relative and ending in a file, scripts that need no server, a
 * policy that knows `file:`, and the edition in its footer.
 */
export function buildArchivePage(page: ArchivePage): string {
	const tags = listTags(page.html);
	const canonical = tags.find(isCanonical);
	const published = canonical && findAttribute(canonical, 'href');
	const change = (tag: Tag) => {
		if (isForServersOnly(tag)) return 'remove';
		if (tag.name === 'html') {
			tag.attributes.set('data-base', makePathToRoot(page.file));
			tag.attributes.set('data-edition', 'archive');
		}
		if (tag.name === 'script') makeClassic(tag);
		if (tag.name === 'meta') rewriteMeta(tag, page);
		for (const name of ['href', 'src', 'action', 'data']) rewriteAddress(tag, name, page, published);
		return undefined;
	};
	const changed = rewriteTags(page.html, change, tags);
	const script = `<script defer src="${makeRelativeAddress(page.file, FIRST_SCRIPT)}"></script>`;
	return changed
		.replace('</head>', () => `${script}</head>`)
		.replace(
			'</footer>',
			() => `<p class="edition">Offline edition ${formatEdition(page.edition)}</p></footer>`,
		);
}

/** The link to the page's published address. */
function isCanonical(tag: Tag): boolean {
	return tag.name === 'link' && findAttribute(tag, 'rel') === 'canonical';
}

/** Preloads would be refused from a disk; the others speak to crawlers, feed readers and installers. */
function isForServersOnly(tag: Tag): boolean {
	if (tag.name === 'meta') return findAttribute(tag, 'property')?.startsWith('og:') ?? false;
	const kinds = [
		'preload',
		'modulepreload',
		'prefetch',
		'manifest',
		'alternate',
		'sitemap',
		'apple-touch-icon',
	];
	return tag.name === 'link' && kinds.includes(findAttribute(tag, 'rel') ?? '');
}

/** Module scripts are not loaded from a disk. `defer` keeps their place in time. */
function makeClassic(tag: Tag): void {
	if (findAttribute(tag, 'type') !== 'module') return;
	if (!tag.attributes.has('src')) throw new Error('A page has a module script without a file of its own.');
	tag.attributes.delete('type');
	tag.attributes.delete('crossorigin');
	tag.attributes.set('defer', true);
}

function rewriteMeta(tag: Tag, { file, base }: ArchivePage): void {
	const content = findAttribute(tag, 'content') ?? '';
	const kind = findAttribute(tag, 'http-equiv')?.toLowerCase();
	// `'self'` means nothing to a page without an origin.
	if (kind === 'content-security-policy')
		tag.attributes.set('content', content.replaceAll("'self'", "'self' file:"));
	const [, seconds, address] = /^\s*(\d+)\s*;\s*url=(.*)$/i.exec(content) ?? [];
	const target =
		kind === 'refresh' && address !== undefined ? resolveOwnAddress(address, file, base) : undefined;
	if (target)
		tag.attributes.set('content', `${seconds};url=${makeRelativeAddress(file, target.file)}${target.rest}`);
}

function rewriteAddress(tag: Tag, name: string, page: ArchivePage, published: string | undefined): void {
	const value = findAttribute(tag, name);
	if (value === undefined || isCanonical(tag)) return;
	const siteAddress = resolveOwnAddress(
		stripPublishedRoot(value, page, published),
		resolvePageFile(page.file),
		page.base,
	);
	if (siteAddress === undefined) return;
	if (page.has(siteAddress.file))
		tag.attributes.set(name, makeRelativeAddress(page.file, siteAddress.file) + siteAddress.rest);
	else if (published !== undefined) tag.attributes.set(name, new URL(value, published).href);
}

/** A link in full to the published site is one to this archive too: `https://host/kb/rules/x/` is `/kb/rules/x/`. */
function stripPublishedRoot(
	address: string,
	{ file, base }: ArchivePage,
	published: string | undefined,
): string {
	const pagePath = `${base}${getSitePath(file)}`;
	const origin = published?.endsWith(pagePath) ? published.slice(0, -pagePath.length) : undefined;
	return origin !== undefined && address.startsWith(`${origin}${base}`)
		? address.slice(origin.length)
		: address;
}
