import type { APIRoute } from 'astro';
import { fullAddress } from '../data/addresses.ts';
import { atomFeed } from '../data/atom.ts';
import { recentChanges } from '../data/changes.ts';

export const GET: APIRoute = () =>
	new Response(
		atomFeed({
			title: 'Drydock',
			subtitle: 'What changed in the lessons, the rules and the examples',
			home: fullAddress('/'),
			self: fullAddress('/feed.xml'),
			entries: recentChanges(),
		}),
		{ headers: { 'content-type': 'application/atom+xml; charset=utf-8' } },
	);
