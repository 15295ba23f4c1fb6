import { createHash } from 'node:crypto';
import { findAttribute, listTags, rewriteTags } from '#offline/html.ts';

/**
 * The page with a policy that names no hash but those of its own inline scripts and styles. Astro names every script and
 * style of the build, which files from `'self'` do not need; the policy becomes stricter and every page lighter.
 */
export function withLeanPolicy(html: string): string {
	const tags = listTags(html);
	const inline = new Set(
		tags.flatMap(({ inside, attributes }) =>
			inside === undefined || attributes.has('src') ? [] : [hashText(inside)],
		),
	);
	const keepInline = (policy: string) =>
		policy.replace(/ 'sha256-[^']+'/g, (hash) => (inline.has(hash.trim()) ? hash : ''));
	return rewriteTags(
		html,
		(tag) => {
			const isPolicy = findAttribute(tag, 'http-equiv')?.toLowerCase() === 'content-security-policy';
			if (tag.name === 'meta' && isPolicy)
				tag.attributes.set('content', keepInline(findAttribute(tag, 'content') ?? ''));
			return undefined;
		},
		tags,
	);
}

function hashText(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
