import type { Content } from '../content.ts';
import { collectPublishedAddresses, type Published } from './addresses.ts';
import { parseAddress } from './redirects.ts';
import type { Permalinks } from './schema.ts';

/**
 * Where old addresses lead: ours, a team's own over them, and what a page of theirs left behind. A page that theirs
 * replaces may lack headings that ours had; an address of such a heading leads to the page itself.
 */
export function collectRedirects(content: Content): Permalinks['redirects'] {
	const teamRedirects = content.permalinks?.value.redirects ?? {};
	if (content.base === undefined) return teamRedirects;
	const site = collectPublishedAddresses(content);
	const ours = Object.entries(content.base.permalinks?.value.redirects ?? {});
	// A page or heading of theirs answers by itself, wherever ours once led from there.
	const redirects = {
		...Object.fromEntries(ours.filter(([from]) => !isAnswered(from, site))),
		...teamRedirects,
	};
	return { ...collectReplacedFragments(site, content.base, redirects), ...redirects };
}

type Site = ReadonlyMap<string, Published>;

function isAnswered(address: string, site: Site): boolean {
	const { path, fragment } = parseAddress(address);
	const page = site.get(path);
	return page !== undefined && (fragment === undefined || page.fragments.includes(fragment));
}

function collectReplacedFragments(
	site: Site,
	base: Content,
	redirects: Permalinks['redirects'],
): Permalinks['redirects'] {
	const recorded = base.permalinks?.value.addresses ?? {};
	const lost = [...collectPublishedAddresses(base)].flatMap(([address, page]) => {
		const now = site.get(address);
		if (now === undefined || now.path === page.path) return [];
		const known = new Set(now.fragments);
		return [...new Set([...page.fragments, ...(recorded[address] ?? [])])]
			.filter((fragment) => !known.has(fragment) && redirects[`${address}#${fragment}`] === undefined)
			.map((fragment): [string, string] => [`${address}#${fragment}`, address]);
	});
	return Object.fromEntries(lost);
}
