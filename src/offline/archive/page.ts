import { fileAt, ownAddress, relativeAddress, upFrom } from '../addresses.ts';
import { type Edition, editionText } from '../edition.ts';
import { attributeOf, changeTags, type Tag } from '../html.ts';

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
export function archivePage(page: ArchivePage): string {
	const published = /<link rel="canonical" href="([^"]*)"/.exec(page.html)?.[1];
	const changed = changeTags(page.html, (tag) => {
		if (isForServersOnly(tag)) return 'remove';
		if (tag.name === 'html') {
			tag.attributes.set('data-base', upFrom(page.file));
			tag.attributes.set('data-edition', 'archive');
		}
		if (tag.name === 'script') makeClassic(tag);
		if (tag.name === 'meta') changeMeta(tag, page);
		for (const name of ['href', 'src', 'action', 'data']) changeAddress(tag, name, page, published);
		return undefined;
	});
	const script = `<script defer src="${relativeAddress(page.file, FIRST_SCRIPT)}"></script>`;
	return changed
		.replace('</head>', () => `${script}</head>`)
		.replace(
			'</footer>',
			() => `<p class="edition">Offline edition ${editionText(page.edition)}</p></footer>`,
		);
}

/** Preloads would be refused from a disk; the others speak to crawlers, feed readers and installers. */
function isForServersOnly(tag: Tag): boolean {
	if (tag.name === 'meta') return attributeOf(tag, 'property')?.startsWith('og:') ?? false;
	const kinds = [
		'preload',
		'modulepreload',
		'prefetch',
		'manifest',
		'alternate',
		'sitemap',
		'apple-touch-icon',
	];
	return tag.name === 'link' && kinds.includes(attributeOf(tag, 'rel') ?? '');
}

/** Module scripts are not loaded from a disk. `defer` keeps their place in time. */
function makeClassic(tag: Tag): void {
	if (attributeOf(tag, 'type') !== 'module') return;
	if (!tag.attributes.has('src')) throw new Error('A page has a module script without a file of its own.');
	tag.attributes.delete('type');
	tag.attributes.delete('crossorigin');
	tag.attributes.set('defer', true);
}

function changeMeta(tag: Tag, { file, base }: ArchivePage): void {
	const content = attributeOf(tag, 'content') ?? '';
	const kind = attributeOf(tag, 'http-equiv')?.toLowerCase();
	// `'self'` means nothing to a page without an origin.
	if (kind === 'content-security-policy')
		tag.attributes.set('content', content.replaceAll("'self'", "'self' file:"));
	const [, seconds, address] = /^\s*(\d+)\s*;\s*url=(.*)$/i.exec(content) ?? [];
	const target = kind === 'refresh' && address !== undefined ? ownAddress(address, file, base) : undefined;
	if (target)
		tag.attributes.set('content', `${seconds};url=${relativeAddress(file, target.file)}${target.rest}`);
}

function changeAddress(tag: Tag, name: string, page: ArchivePage, published: string | undefined): void {
	const value = attributeOf(tag, name);
	if (value === undefined || (tag.name === 'link' && attributeOf(tag, 'rel') === 'canonical')) return;
	const own = ownAddress(value, fileAt(page.file), page.base);
	if (own === undefined) return;
	if (page.has(own.file)) tag.attributes.set(name, relativeAddress(page.file, own.file) + own.rest);
	else if (published !== undefined) tag.attributes.set(name, new URL(value, published).href);
}
