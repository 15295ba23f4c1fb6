import { findRule } from '#core/rules/all-rules.ts';
import { getSiteContent } from './content/content.ts';
import { getRulePath, resolveFullAddress } from './links/addresses.ts';

/** What a review says of a rule: one sentence why, one what to do. A rule without a page says what it is about. */
export function formatRuleReasons(rule: string): string {
	const head = getSiteContent().rulePages.get(rule)?.frontmatter;
	if (head !== undefined) return `${head.why} ${head.instead}`;
	return `${findRule(rule)?.summary ?? rule}.`;
}

/** The comment for a rule, in Markdown: the sentences, and where to read more. */
export function formatRuleComment(rule: string, sentences = formatRuleReasons(rule)): string {
	return `${sentences} [${rule}](${resolveFullAddress(getRulePath(rule))})`;
}
