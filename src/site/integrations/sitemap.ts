import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { listAllPages } from '../data/all-pages.ts';
import { siteUrl } from '../settings.ts';

/** `/sitemap-index.xml`: every page, with the day its content was last reviewed or measured. */
export function createSitemapIntegration(): AstroIntegration {
	let days: Map<string, string> | undefined;
	return sitemap({
		serialize(item) {
			days ??= new Map(listAllPages().flatMap(({ path, changed }) => (changed ? [[path, changed]] : [])));
			const day = days.get(`/${new URL(item.url).pathname.slice(siteUrl.pathname.length)}`);
			return day === undefined ? item : { ...item, lastmod: day };
		},
	});
}
