import type { APIRoute } from 'astro';
import { rules } from '#core/rules/all-rules.ts';
import { getSiteContent } from '../data/content/content.ts';
import { getRulePath, resolveFullAddress } from '../data/links/addresses.ts';

export const GET: APIRoute = () =>
	Response.json({
		version: 1,
		rules: rules.map(({ id, topic, severity, summary, aliases, fixes, messages }) => ({
			id,
			topic,
			severity,
			summary,
			aliases: listAliases(id, aliases),
			fixable: fixes === 'safe',
			messages: Object.values(messages),
			...getRuleReasons(id),
			url: resolveFullAddress(getRulePath(id)),
		})),
	});

/** As the rule itself is called elsewhere, and with each tool's name: `DL3006`, `hadolint:DL3006`. */
function listAliases(id: string, own: readonly string[] = []): string[] {
	return [...new Set([...own, ...(getSiteContent().rulePages.get(id)?.frontmatter.aliases ?? [])])];
}

/** One sentence why, and one what to do instead: what a review comment says. */
function getRuleReasons(id: string): { why?: string; instead?: string } {
	const words = getSiteContent().rulePages.get(id)?.frontmatter;
	return words === undefined ? {} : { why: words.why, instead: words.instead };
}
