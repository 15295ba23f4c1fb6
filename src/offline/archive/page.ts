import {
	getSitePath,
	makePathToRoot,
	makeRelativeAddress,
	resolveOwnAddress,
	resolvePageFile,
} from '../addresses.ts';
import { type Edition, formatEdition } from '../edition.ts';
import { escapeAttribute, findAttribute, listTags, rewriteTags, type Tag } from '../html.ts';

/** The script that every page of the archive runs first. */
export const FIRST_SCRIPT = '_/archive.js';

interface BuiltPage {
	/** `rules/x/index.html` */
	readonly file: string;
	readonly html: string;
	readonly base: string;
}

/** A page of the archive but for what the rest of the archive says: which files it has, and its edition. */
export interface ArchiveDraft {
	/** With a mark around the number of each of `addresses`. */
	readonly text: string;
	readonly addresses: readonly DraftAddress[];
}

interface DraftAddress {
	readonly file: string;
	readonly inArchive: string;
	readonly elsewhere: string;
}

/** Stands in a draft around the number of an address. No page holds it. */
const MARK = '\0';

/**
 * A built page as it works from a disk: every address relative and ending in a file, scripts that need no server, a
 * policy that knows `file:`, and the edition in its footer.
 */
export function draftArchivePage(page: BuiltPage, tags: readonly Tag[] = listTags(page.html)): ArchiveDraft {
	const canonical = tags.find(isCanonical);
	const published = canonical && findAttribute(canonical, 'href');
	const addresses: DraftAddress[] = [];
	const change = (tag: Tag) => {
		if (isForServersOnly(tag)) return 'remove';
		if (tag.name === 'html') {
			tag.attributes.set('data-base', makePathToRoot(page.file));
			tag.attributes.set('data-edition', 'archive');
		}
		if (tag.name === 'script') makeClassic(tag);
		if (tag.name === 'meta') rewriteMeta(tag, page);
		for (const name of ['href', 'src', 'action', 'data']) {
			const address = draftAddress(tag, name, page, published);
			if (address !== undefined) tag.attributes.set(name, `${MARK}${addresses.push(address) - 1}${MARK}`);
		}
		return undefined;
	};
	const changed = rewriteTags(page.html, change, tags);
	const script = `<script defer src="${makeRelativeAddress(page.file, FIRST_SCRIPT)}"></script>`;
	return { text: changed.replace('</head>', () => `${script}</head>`), addresses };
}

/** The page whose draft this is, in an archive that has these files; a link to any other leads to the published site. */
export function finishArchivePage(
	{ text, addresses }: ArchiveDraft,
	edition: Edition,
	has: (file: string) => boolean,
): string {
	const pieces = text.split(MARK).map((piece, at) => {
		if (at % 2 === 0) return piece;
		const address = addresses[Number(piece)];
		if (address === undefined) throw new Error('A page of the archive has lost one of its addresses.');
		return escapeAttribute(has(address.file) ? address.inArchive : address.elsewhere);
	});
	const footer = `<p class="edition">Offline edition ${formatEdition(edition)}</p></footer>`;
	return pieces.join('').replace('</footer>', () => footer);
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

function rewriteMeta(tag: Tag, { file, base }: BuiltPage): void {
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

function draftAddress(
	tag: Tag,
	name: string,
	page: BuiltPage,
	published: string | undefined,
): DraftAddress | undefined {
	const value = findAttribute(tag, name);
	if (value === undefined || isCanonical(tag)) return undefined;
	const siteAddress = resolveOwnAddress(
		stripPublishedRoot(value, page, published),
		resolvePageFile(page.file),
		page.base,
	);
	if (siteAddress === undefined) return undefined;
	return {
		file: siteAddress.file,
		inArchive: makeRelativeAddress(page.file, siteAddress.file) + siteAddress.rest,
		elsewhere: published === undefined ? value : new URL(value, published).href,
	};
}

/** A link in full to the published site is one to this archive too: `https://host/kb/rules/x/` is `/kb/rules/x/`. */
function stripPublishedRoot(
	address: string,
	{ file, base }: BuiltPage,
	published: string | undefined,
): string {
	const pagePath = `${base}${getSitePath(file)}`;
	const origin = published?.endsWith(pagePath) ? published.slice(0, -pagePath.length) : undefined;
	return origin !== undefined && address.startsWith(`${origin}${base}`)
		? address.slice(origin.length)
		: address;
}
