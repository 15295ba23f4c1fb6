import type { APIRoute } from 'astro';
import { twinPages } from '../../data/all-pages.ts';

/** Every page as Markdown, beside its HTML. */
export function getStaticPaths() {
	return [...twinPages().keys()].map((path) => ({ params: { page: path.slice(1, -1) || undefined } }));
}

export const GET: APIRoute<Record<string, never>, { page?: string }> = async ({ params: { page } }) => {
	const path = page === undefined ? '/' : `/${page}/`;
	const twin = twinPages().get(path);
	if (twin === undefined) throw new Error(`There is no page "${path}".`);
	return new Response(await twin.markdown(), { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
};
