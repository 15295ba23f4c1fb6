import type { APIRoute } from 'astro';
import { renderAtomFeed } from '../data/atom.ts';
import { listRecentChanges } from '../data/changes.ts';
import { resolveFullAddress } from '../data/links/addresses.ts';
import { getSite } from '../data/site.ts';

export const GET: APIRoute = () =>
	new Response(
		renderAtomFeed({
			title: getSite().title,
			subtitle: 'What changed in the lessons, the rules and the examples',
			home: resolveFullAddress('/'),
			self: resolveFullAddress('/feed.xml'),
			entries: listRecentChanges(),
		}),
		{ headers: { 'content-type': 'application/atom+xml; charset=utf-8' } },
	);
