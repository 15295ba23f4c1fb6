import type { Rule } from '../rules/rule.ts';
import { unusedSuppression } from './suppressions/unused-suppression.ts';
import { syntax } from './syntax.ts';

/** What the linter says by itself, without a check of its own: the runner reports these. */
export const linterRules: readonly Rule[] = [syntax, unusedSuppression];
