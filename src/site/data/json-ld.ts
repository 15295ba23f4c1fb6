import { resolveFullAddress } from './links/addresses.ts';

export interface Described {
	readonly title: string;
	readonly description: string;
	/** From the site's root. */
	readonly path: string;
	/** The day it was last changed, or else reviewed or measured: `2026-11-24`. */
	readonly changed?: string | undefined;
}

/** What a page is, for programs that read https://schema.org. As JSON for a page: no text in it can end its element. */
export function formatJsonLd({ title, description, path, changed }: Described): string {
	return JSON.stringify({
		'@context': 'https://schema.org',
		'@type': 'TechArticle',
		headline: title,
		description,
		url: resolveFullAddress(path),
		dateModified: changed,
	}).replace(/</g, '\\u003c');
}
