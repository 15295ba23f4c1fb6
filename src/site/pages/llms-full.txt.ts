import type { APIRoute } from 'astro';
import { type ListedPage, listAllPages } from '../data/all-pages.ts';
import { getOrMakeText } from '../data/content/kept-text.ts';
import { resolveFullAddress } from '../data/links/addresses.ts';

/** Every page as Markdown in one file, each with its address above it. */
export const GET: APIRoute = async () => {
	const pages = await Promise.all(listAllPages().map(renderPage));
	return new Response(pages.join('\n---\n\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};

async function renderPage({ path, markdown }: ListedPage): Promise<string> {
	const text = await getOrMakeText(`The Markdown of ${path}`, markdown);
	return `Source: ${resolveFullAddress(path)}\n\n${text.trim()}\n`;
}
