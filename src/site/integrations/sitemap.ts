import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { siteUrl } from '../settings.ts';

/** `/sitemap-index.xml`: every page, with the day its content was last reviewed or measured. */
export function createSitemapIntegration(): AstroIntegration {
	let days: Map<string, string> | undefined;
	return sitemap({
		async serialize(item) {
			days ??= await collectDays();
			const day = days.get(`/${new URL(item.url).pathname.slice(siteUrl.pathname.length)}`);
			return day === undefined ? item : { ...item, lastmod: day };
		},
	});
}

/** The day of each page, by its path. */
async function collectDays(): Promise<Map<string, string>> {
	const { listAllPages } = await import('../data/all-pages.ts');
	return new Map(listAllPages().flatMap(({ path, changed }) => (changed ? [[path, changed]] : [])));
}
