import type { APIRoute } from 'astro';
import { resolveFullAddress } from '../data/links/addresses.ts';

export const GET: APIRoute = () =>
	new Response(`User-agent: *\nAllow: /\nSitemap: ${resolveFullAddress('/sitemap-index.xml')}\n`, {
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
