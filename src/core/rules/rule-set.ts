import type { Rule } from './rule.ts';

/** What the runner has to know of a rule that has nothing to say about a file. */
export type RuleName = Pick<Rule, 'id' | 'topic' | 'aliases' | 'runsAfterErrors' | 'needsContext'>;

/** The rules for a kind of file, and the names of all others: a comment may speak of them. */
export interface RuleSet {
	readonly rules: readonly Rule[];
	/** They count as run, since none of them has anything to say. */
	readonly silent: readonly RuleName[];
	/** Finds a rule by its id or by an alias, without regard to case. */
	find(name: string): RuleName | undefined;
}

export function makeRuleSet(rules: readonly Rule[], silent: readonly RuleName[] = []): RuleSet {
	return { rules, silent, find: indexNames([...rules, ...silent]) };
}

/** Answers the rule that an id or an alias names, without regard to case. */
export function indexNames<Named extends RuleName>(
	rules: readonly Named[],
): (name: string) => Named | undefined {
	const byName = new Map(
		rules.flatMap((rule) =>
			[rule.id, ...(rule.aliases ?? [])].map((name) => [name.toLowerCase(), rule] as const),
		),
	);
	return (name) => byName.get(name.toLowerCase());
}
