import { collectRedirects } from '#examples/permalinks/all-redirects.ts';
import { follow, formatAddress, parseAddress } from '#examples/permalinks/redirects.ts';
import { fromContent } from '../content/content.ts';
import { collectReads } from '../content/reads.ts';

/** A part of a page that is now elsewhere. */
export interface MovedPart {
	readonly fragment: string;
	/** Where it is now, from the site's root. */
	readonly to: string;
}

/**
 * Where every old address leads. With content laid over ours this takes the headings of all pages; no page is said to have
 * read them for it, since the redirects themselves are among what `src/site/integrations/page-inputs.ts` counts for all.
 */
export const listRedirects = fromContent((content) => collectReads(() => collectRedirects(content)).value);

/** Every old address without a fragment, and where it leads now. Ends in a slash for a page, in a name for a file. */
export const movedPages = fromContent((): ReadonlyMap<string, string> => {
	const redirects = listRedirects();
	const pages = Object.keys(redirects).filter((from) => !from.includes('#'));
	return new Map(pages.map((from) => [from, resolveFinalAddress(from, redirects)]));
});

const movedParts = fromContent((): ReadonlyMap<string, readonly MovedPart[]> => {
	const redirects = listRedirects();
	const parts = new Map<string, MovedPart[]>();
	for (const from of Object.keys(redirects)) {
		const { path, fragment } = parseAddress(from);
		if (fragment === undefined) continue;
		parts.set(path, [...(parts.get(path) ?? []), { fragment, to: resolveFinalAddress(from, redirects) }]);
	}
	return parts;
});

/** The parts of one page that have moved, in the order in which they were written down. */
export function listMovedParts(path: string): readonly MovedPart[] {
	return movedParts().get(path) ?? [];
}

function resolveFinalAddress(from: string, redirects: Readonly<Record<string, string>>): string {
	const end = follow(parseAddress(from), redirects);
	return end === undefined ? from : formatAddress(end);
}
