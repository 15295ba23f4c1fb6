import { findRule } from '../rules/all-rules.ts';
import type { Rule } from '../rules/rule.ts';

/** What a reader of a report is told about a rule, apart from one finding's message. */
export interface RuleText {
	/** One line: what a file that follows the rule does. */
	readonly summary: string;
	/** Why it matters, in a sentence or two. */
	readonly why?: string;
	/** What to do instead. */
	readonly instead?: string;
	/** What other tools call it: `hadolint:DL3002`. */
	readonly aliases?: readonly string[];
	/** The whole page as Markdown; what `drydock explain` prints. */
	readonly page?: string;
}

/** By rule id: what the pages in `content/rules/` say. Empty where there are no pages at hand. */
export type RuleTexts = Readonly<Record<string, Omit<RuleText, 'summary'>>>;

/** The command that makes the fixes of a rule; `undefined` where they are made by hand. */
export function getFixCommand({ fixes }: Pick<Rule, 'fixes'>): string | undefined {
	return fixes && (fixes === 'safe' ? 'lint --fix' : 'lint --fix=all');
}

/** The texts of a rule: from the rule itself, and from its page where there is one. */
export function getRuleText(id: string, pages: RuleTexts): RuleText {
	return { ...pages[id], summary: findRule(id)?.summary ?? id };
}
