import type { APIRoute } from 'astro';
import { SIDES, type Side } from '#examples/manifest.ts';
import { getSiteContent } from '../../../data/content/content.ts';
import { packArchive } from '../../../data/examples/archive.ts';
import { findExample } from '../../../data/examples/find-example.ts';

export function getStaticPaths() {
	return [...getSiteContent().examples.keys()].flatMap((example) =>
		SIDES.map((side) => ({ params: { example, side } })),
	);
}

export const GET: APIRoute<Record<string, never>, { example: string; side: Side }> = async ({ params }) =>
	new Response(await packArchive(findExample(params.example).sides[params.side].files), {
		headers: { 'content-type': 'application/gzip' },
	});
