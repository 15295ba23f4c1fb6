import type { Rule } from '../rule.ts';
import { devDependencies } from './dev-dependencies.ts';
import { installAtStart } from './install-at-start.ts';
import { missingHealthcheck } from './missing-healthcheck.ts';
import { packageManagerStart } from './package-manager-start.ts';
import { shellFormStart } from './shell-form-start.ts';
import { sleepAsWait } from './sleep-as-wait.ts';
import { startedNotReady } from './started-not-ready.ts';
import { variableInExecForm } from './variable-in-exec-form.ts';

/** In teaching order. */
export const deployTimeRules: readonly Rule[] = [
	installAtStart,
	shellFormStart,
	missingHealthcheck,
	devDependencies,
	sleepAsWait,
	startedNotReady,
	variableInExecForm,
	packageManagerStart,
];
