import type { APIRoute } from 'astro';
import type { ExampleSide } from '#examples/example.ts';
import { SIDES } from '#examples/manifest.ts';
import { archiveOf } from '../../../data/archive.ts';
import { siteContent } from '../../../data/content.ts';

export async function getStaticPaths() {
	const { examples } = siteContent();
	return [...examples.values()].flatMap(({ id, sides }) =>
		SIDES.map((side) => ({ params: { example: id, side }, props: { side: sides[side] } })),
	);
}

export const GET: APIRoute<{ side: ExampleSide }> = async ({ props }) =>
	new Response(await archiveOf(props.side.files), { headers: { 'content-type': 'application/gzip' } });
