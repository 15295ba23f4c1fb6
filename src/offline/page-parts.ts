import { createBuildCache } from '#workspace/build-cache.ts';
import { resolveOwnAddress } from './addresses.ts';
import { type ArchiveDraft, draftArchivePage } from './archive/page.ts';
import { type DocsetEntry, listEntries } from './docset/entries.ts';
import { type Chapter, readChapter } from './epub/chapter.ts';
import { findAttribute, listTags } from './html.ts';

/** What the offline forms take from a page. It says nothing of other pages, so it is kept as long as this one is the same. */
export interface PageParts {
	/** Files of this site that the page shows or leads to. */
	readonly linked: readonly string[];
	/** Those of `linked` that are scripts of the page. */
	readonly scripts: readonly string[];
	readonly archive: ArchiveDraft;
	readonly chapter?: Chapter | undefined;
	readonly entries: readonly DocsetEntry[];
}

/** Reads pages, each only once as long as it says the same. */
export async function readPageParts(
	pages: ReadonlyMap<string, string>,
	base: string,
): Promise<Map<string, PageParts>> {
	const cache = createBuildCache('.cache/offline', ['src/offline', 'package-lock.json']);
	const parts = new Map<string, PageParts>();
	for (const [file, html] of pages)
		parts.set(file, await cache.json(JSON.stringify([file, base, html]), () => readPage(file, html, base)));
	cache.prune();
	return parts;
}

function readPage(file: string, html: string, base: string): PageParts {
	const tags = listTags(html);
	const linked = new Set<string>();
	const scripts = new Set<string>();
	for (const tag of tags) {
		if (tag.name === 'link' && findAttribute(tag, 'rel') === 'alternate') continue;
		for (const name of ['href', 'src', 'data']) {
			const own = resolveOwnAddress(findAttribute(tag, name) ?? '', file, base);
			if (own === undefined) continue;
			linked.add(own.file);
			if (tag.name === 'script') scripts.add(own.file);
		}
	}
	return {
		linked: [...linked],
		scripts: [...scripts],
		archive: draftArchivePage({ file, html, base }, tags),
		chapter: readChapter(file, html),
		entries: listEntries(file, html),
	};
}
