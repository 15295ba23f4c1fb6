import type { MiddlewareHandler } from 'astro';
import { withLeanPolicy } from './lean-policy.ts';

/** Leaves in each page's policy only the hashes of what stands inline in that page, before the page is written. */
export const onRequest: MiddlewareHandler = async (_context, next) => {
	const response = await next();
	if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
	return new Response(withLeanPolicy(await response.text()), response);
};
