import type { APIRoute } from 'astro';
import { resolveHref } from '../data/addresses.ts';

/** What a browser shows of the site once it is installed. */
export const GET: APIRoute = () =>
	new Response(
		JSON.stringify({
			id: resolveHref('/'),
			name: 'Drydock: Docker lessons, proven',
			short_name: 'Drydock',
			description: 'Docker lessons whose every example is built, run and measured.',
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
