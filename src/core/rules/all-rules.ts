import { linterRules } from '../lint/linter-rules.ts';
import { createRuleSet, type RuleSet } from '../lint/rule-set.ts';
import { ambassadorRules } from './ambassadors/rules.ts';
import { baseImageRules } from './base-images/rules.ts';
import { buildCheckRules } from './build-checks/rules.ts';
import { deployTimeRules } from './deploy-times/rules.ts';
import { gitRules } from './git-in-containers/rules.ts';
import { registryRules } from './registries/rules.ts';
import type { Rule } from './rule.ts';

/** Every rule, in teaching order. */
export const rules: readonly Rule[] = [
	...baseImageRules,
	...gitRules,
	...ambassadorRules,
	...registryRules,
	...deployTimeRules,
	...buildCheckRules,
	...linterRules,
];

export const everyRule: RuleSet = createRuleSet(rules);

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** Finds a rule by its id or by an alias, without regard to case. */
export function findRule(name: string): Rule | undefined {
	return byId.get(everyRule.idOf(name) ?? '');
}
