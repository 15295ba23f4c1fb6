import type { APIRoute } from 'astro';
import { resolveHref } from '../data/links/addresses.ts';
import { getSite, nameFixedPage } from '../data/site.ts';
import { getFixedPage } from '../pages.ts';

/** What a browser shows of the site once it is installed. */
export const GET: APIRoute = () => {
	const { title, description } = nameFixedPage(getFixedPage('/'));
	return new Response(
		JSON.stringify({
			id: resolveHref('/'),
			name: title,
			short_name: getSite().title,
			description,
			start_url: resolveHref('/'),
			scope: resolveHref('/'),
			display: 'minimal-ui',
			background_color: '#fbfaf6',
			theme_color: '#0b5870',
			icons: [
				{ src: resolveHref('/icons/192.png'), sizes: '192x192', type: 'image/png' },
				{ src: resolveHref('/icons/512.png'), sizes: '512x512', type: 'image/png' },
				{
					src: resolveHref('/icons/maskable-512.png'),
					sizes: '512x512',
					type: 'image/png',
					purpose: 'maskable',
				},
			],
		}),
		{ headers: { 'content-type': 'application/manifest+json' } },
	);
};
