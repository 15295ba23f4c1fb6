import { createHash } from 'node:crypto';
import { findAttribute, listTags, rewriteTags, type Tag } from '#offline/html.ts';

/**
 * The page with a policy that names no hash but those of its own inline scripts and styles. Astro names every script and
 * style of the build, which files from `'self'` do not need; the policy becomes stricter and every page lighter.
 */
export function withLeanPolicy(html: string): string {
	const inline = new Set(
		listScripts(html).flatMap(({ inside, attributes }) =>
			inside === undefined || attributes.has('src') ? [] : [hashText(inside)],
		),
	);
	const keepInline = (policy: string) =>
		policy.replace(/ 'sha256-[^']+'/g, (hash) => (inline.has(hash.trim()) ? hash : ''));
	return html.replace(POLICY, (meta) =>
		rewriteTags(meta, (tag) => {
			tag.attributes.set('content', keepInline(findAttribute(tag, 'content') ?? ''));
			return undefined;
		}),
	);
}

const POLICY = /<meta\b[^>]*http-equiv="content-security-policy"[^>]*>/i;

/**
 * Scripts and styles, without reading the rest of the page. What only looks like one gives a hash that no policy has,
 * which changes nothing.
 */
function listScripts(html: string): Tag[] {
	return [...html.matchAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi)].flatMap(([text]) => listTags(text));
}

function hashText(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
