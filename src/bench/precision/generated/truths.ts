import { CLONES } from './clones.ts';
import { GIT_FOLDERS, KEYS, STARTS } from './copies.ts';
import { BUILD_TOOLS_TRUTH, GIT_INSTALLS, PACKAGE_LISTS, PIP_CACHES } from './packages.ts';
import { REMOVALS } from './removals.ts';
import { HEALTH_CHECKS, SECRETS, USERS } from './settings.ts';
import type { Truth } from './truth.ts';

/** Each rule that says something of the image, with files that it has to be right about. */
export const TRUTHS: Readonly<Record<string, Truth>> = {
	'build-tools-in-final-stage': BUILD_TOOLS_TRUTH,
	'cleanup-in-later-layer': REMOVALS,
	'clone-in-build': CLONES,
	'git-directory-in-context': GIT_FOLDERS,
	'git-in-image': GIT_INSTALLS,
	'key-in-image': KEYS,
	'missing-healthcheck': HEALTH_CHECKS,
	'package-cache-left': PIP_CACHES,
	'package-lists-left': PACKAGE_LISTS,
	'runs-as-root': USERS,
	'secret-in-arg-or-env': SECRETS,
	'shell-form-start': STARTS,
};
