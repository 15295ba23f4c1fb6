import type { Rule } from '../rule.ts';
import { deletesDisabled } from './deletes-disabled.ts';
import { insecureRegistry } from './insecure-registry.ts';
import { mutableDeployTag } from './mutable-deploy-tag.ts';
import { openRegistry } from './open-registry.ts';
import { registryNotAllowed } from './registry-not-allowed.ts';
import { requiredLabels } from './required-labels.ts';
import { unmaintainedRegistry } from './unmaintained-registry.ts';

/** In teaching order. */
export const registryRules: readonly Rule[] = [
	insecureRegistry,
	openRegistry,
	unmaintainedRegistry,
	deletesDisabled,
	mutableDeployTag,
	registryNotAllowed,
	requiredLabels,
];
