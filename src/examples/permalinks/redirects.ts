import type { Permalinks } from './schema.ts';

/** An address in its two parts. */
export interface SiteAddress {
	readonly path: string;
	readonly fragment?: string;
}

export function parseAddress(text: string): SiteAddress {
	const hash = text.indexOf('#');
	return hash < 0 ? { path: text } : { path: text.slice(0, hash), fragment: text.slice(hash + 1) };
}

export function formatAddress({ path, fragment }: SiteAddress): string {
	return fragment === undefined ? path : `${path}#${fragment}`;
}

/**
 * Where an address leads once every redirect is followed: a redirect of the address itself, or else that of its page,
 * which keeps the fragment. The address itself where there is none; `undefined` where redirects go round in a circle.
 */
export function follow(address: SiteAddress, redirects: Permalinks['redirects']): SiteAddress | undefined {
	const seen = new Set<string>();
	let current = address;
	for (;;) {
		const text = formatAddress(current);
		if (seen.has(text)) return undefined;
		seen.add(text);
		const next = redirects[text] ?? findPageRedirect(current, redirects);
		if (next === undefined) return current;
		current = parseAddress(next);
	}
}

function findPageRedirect(
	{ path, fragment }: SiteAddress,
	redirects: Permalinks['redirects'],
): string | undefined {
	const page = fragment === undefined ? undefined : redirects[path];
	if (page === undefined || fragment === undefined) return undefined;
	return page.includes('#') ? page : `${page}#${fragment}`;
}
