import type { Rule } from '../rules/rule.ts';

/** The rules that run where nothing else is asked for, and all names that a suppression may use. */
export interface RuleSet {
	readonly rules: readonly Rule[];
	/** Ids of rules that have nothing to say about such a file, so that they count as run without being there. */
	readonly silent: ReadonlySet<string>;
	/** Finds a rule's id by the id or by an alias, without regard to case. */
	idOf(name: string): string | undefined;
}

export function createRuleSet(rules: readonly Rule[], silent: readonly string[] = []): RuleSet {
	const ids = new Map(silent.map((id) => [id, id]));
	for (const { id, aliases = [] } of rules)
		for (const name of [id, ...aliases]) ids.set(name.toLowerCase(), id);
	return { rules, silent: new Set(silent), idOf: (name) => ids.get(name.toLowerCase()) };
}
