import { findRule } from '#core/rules/registry.ts';
import { fullAddress, rulePath } from './addresses.ts';
import { siteContent } from './content.ts';

/** What a review says of a rule: one sentence why, one what to do. A rule without a page says what it is about. */
export function reviewSentences(rule: string): string {
	const head = siteContent().rulePages.get(rule)?.frontmatter;
	if (head !== undefined) return `${head.why} ${head.instead}`;
	return `${findRule(rule)?.summary ?? rule}.`;
}

/** The comment for a rule, in Markdown: the sentences, and where to read more. */
export function ruleComment(rule: string, sentences = reviewSentences(rule)): string {
	return `${sentences} [${rule}](${fullAddress(rulePath(rule))})`;
}
