import { linterRules } from '../lint/linter-rules.ts';
import { createRuleSet, type RuleSet } from '../lint/rule-set.ts';
import { ambassadorContainer } from './ambassadors/ambassador-container.ts';
import { hardCodedAddress } from './ambassadors/hard-coded-address.ts';
import { linkVariables } from './ambassadors/link-variables.ts';
import { baseImageRules } from './base-images/rules.ts';
import { buildCheckRules } from './build-checks/rules.ts';
import { devDependencies } from './deploy-times/dev-dependencies.ts';
import { installAtStart } from './deploy-times/install-at-start.ts';
import { missingHealthcheck } from './deploy-times/missing-healthcheck.ts';
import { shellFormStart } from './deploy-times/shell-form-start.ts';
import { sleepAsWait } from './deploy-times/sleep-as-wait.ts';
import { gitRules } from './git-in-containers/rules.ts';
import { insecureRegistry } from './registries/insecure-registry.ts';
import { unmaintainedRegistry } from './registries/unmaintained-registry.ts';
import type { Rule } from './rule.ts';

/** Rules for compose and configuration files alone: a page of Dockerfiles knows their names and does not load them. */
const FOR_OTHER_FILES = [
	'container-links',
	'fixed-container-address',
	'default-bridge',
	'open-registry',
	'deletes-disabled',
	'mutable-deploy-tag',
	'started-not-ready',
];

const rules: readonly Rule[] = [
	...baseImageRules,
	...gitRules,
	...[ambassadorContainer, hardCodedAddress, linkVariables],
	...[insecureRegistry, unmaintainedRegistry],
	...[installAtStart, shellFormStart, missingHealthcheck, devDependencies, sleepAsWait],
	...buildCheckRules,
	...linterRules,
];

/** Every rule that looks at Dockerfiles, and the linter's own. */
export const dockerfileRules: RuleSet = createRuleSet(rules, FOR_OTHER_FILES);
