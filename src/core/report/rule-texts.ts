import { findRule } from '../rules/registry.ts';

/** What a reader of a report is told about a rule, apart from one finding's message. */
export interface RuleText {
	/** One line: what a file that follows the rule does. */
	readonly summary: string;
	/** Why it matters, in a sentence or two. */
	readonly why?: string;
	/** What to do instead. */
	readonly instead?: string;
	/** The whole page as Markdown; what `drydock explain` prints. */
	readonly page?: string;
}

/** By rule id: what the pages in `content/rules/` say. Empty where there are no pages at hand. */
export type RulePages = Readonly<Record<string, Omit<RuleText, 'summary'>>>;

/** Findings the linter itself makes, without a rule in the catalogue. */
const BUILT_IN: Readonly<Record<string, RuleText>> = {
	syntax: {
		summary: 'The file can be parsed',
		why: 'BuildKit refuses a file it cannot parse, so nothing can be built from it.',
		instead: 'Correct the line that the message names.',
	},
	'unused-suppression': {
		summary: 'Every suppression silences a finding and gives a reason',
		why: 'A suppression that silences nothing will hide the next finding that comes to its line.',
		instead: 'Remove the comment, or correct the name of the rule in it.',
	},
};

/** The texts of a rule: from the rule itself, and from its page where there is one. */
export function ruleText(id: string, pages: RulePages): RuleText {
	const summary = findRule(id)?.summary ?? BUILT_IN[id]?.summary ?? id;
	return { ...BUILT_IN[id], ...pages[id], summary };
}
