import { linterRules } from '../lint/linter-rules.ts';
import type { RuleTopic } from '../topics.ts';
import { ambassadorContainer } from './ambassadors/ambassador-container.ts';
import { hardCodedAddress } from './ambassadors/hard-coded-address.ts';
import { linkVariables } from './ambassadors/link-variables.ts';
import { baseImageRules } from './base-images/rules.ts';
import { buildCheckRules } from './build-checks/rules.ts';
import { devDependencies } from './deploy-times/dev-dependencies.ts';
import { installAtStart } from './deploy-times/install-at-start.ts';
import { missingHealthcheck } from './deploy-times/missing-healthcheck.ts';
import { packageManagerStart } from './deploy-times/package-manager-start.ts';
import { shellFormStart } from './deploy-times/shell-form-start.ts';
import { sleepAsWait } from './deploy-times/sleep-as-wait.ts';
import { variableInExecForm } from './deploy-times/variable-in-exec-form.ts';
import { gitRules } from './git-in-containers/rules.ts';
import { insecureRegistry } from './registries/insecure-registry.ts';
import { registryNotAllowed } from './registries/registry-not-allowed.ts';
import { requiredLabels } from './registries/required-labels.ts';
import { unmaintainedRegistry } from './registries/unmaintained-registry.ts';
import type { Rule } from './rule.ts';
import { makeRuleSet, type RuleName, type RuleSet } from './rule-set.ts';

/** Rules for compose and configuration files alone: a page of Dockerfiles knows their names and does not load them. */
const FOR_OTHER_FILES: readonly RuleName[] = [
	...nameRules('ambassadors', [
		'container-links',
		'fixed-container-address',
		'default-bridge',
		'host-access',
		'secret-in-environment',
		'published-twice',
		'published-everywhere',
		'host-network',
		'obsolete-version',
	]),
	...nameRules('registries', ['open-registry', 'deletes-disabled', 'mutable-deploy-tag']),
	...nameRules('deploy-times', ['started-not-ready']),
];

const RULES: readonly Rule[] = [
	...baseImageRules,
	...gitRules,
	...[ambassadorContainer, hardCodedAddress, linkVariables],
	...[insecureRegistry, unmaintainedRegistry, registryNotAllowed, requiredLabels],
	...[installAtStart, shellFormStart, missingHealthcheck, devDependencies, sleepAsWait],
	...[variableInExecForm, packageManagerStart],
	...buildCheckRules,
	...linterRules,
];

/** Every rule that looks at Dockerfiles, and the linter's own. */
export const dockerfileRules: RuleSet = makeRuleSet(RULES, FOR_OTHER_FILES);

function nameRules(topic: RuleTopic, ids: readonly string[]): RuleName[] {
	return ids.map((id) => ({ id, topic }));
}
