import type { APIRoute } from 'astro';
import { listAllPages } from '../../data/all-pages.ts';

/** Every page as Markdown, beside its HTML. */
export function getStaticPaths() {
	return listAllPages().map((page) => ({
		params: { page: page.path.slice(1, -1) || undefined },
		props: { page },
	}));
}

export const GET: APIRoute<{ page: ReturnType<typeof listAllPages>[number] }> = async ({ props }) =>
	new Response(await props.page.markdown(), { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
