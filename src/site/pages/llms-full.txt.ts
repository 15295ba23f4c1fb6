import type { APIRoute } from 'astro';
import { resolveFullAddress } from '../data/addresses.ts';
import { listAllPages } from '../data/all-pages.ts';

/** Every page as Markdown in one file, each with its address above it. */
export const GET: APIRoute = async () => {
	const pages = await Promise.all(
		listAllPages().map(
			async (page) => `Source: ${resolveFullAddress(page.path)}\n\n${(await page.markdown()).trim()}\n`,
		),
	);
	return new Response(pages.join('\n---\n\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
