import { linterRules } from '../lint/linter-rules.ts';
import { listSimilarNames } from '../source/similar-names.ts';
import { ambassadorRules } from './ambassadors/rules.ts';
import { baseImageRules } from './base-images/rules.ts';
import { buildCheckRules } from './build-checks/rules.ts';
import { deployTimeRules } from './deploy-times/rules.ts';
import { gitRules } from './git-in-containers/rules.ts';
import { registryRules } from './registries/rules.ts';
import type { Rule } from './rule.ts';

/** Every rule, in teaching order. Which kinds of file a rule looks at follows from the functions that it has. */
export const rules: readonly Rule[] = [
	...baseImageRules,
	...gitRules,
	...ambassadorRules,
	...registryRules,
	...deployTimeRules,
	...buildCheckRules,
	...linterRules,
];

/** By the id and by every alias, in lower case. */
const byName = new Map(
	rules.flatMap((rule) =>
		[rule.id, ...(rule.aliases ?? [])].map((name) => [name.toLowerCase(), rule] as const),
	),
);

/** Finds a rule by its id or by an alias, without regard to case. */
export function findRule(name: string): Rule | undefined {
	return byName.get(name.toLowerCase());
}

/** The ids closest to a mistyped one, best first; at most three, and none that is far off. */
export function listSimilarRules(id: string): string[] {
	return listSimilarNames(
		id,
		rules.map((rule) => rule.id),
	);
}
