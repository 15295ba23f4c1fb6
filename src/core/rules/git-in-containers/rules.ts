import type { Rule } from '../rule.ts';

/** In teaching order. */
export const gitRules: readonly Rule[] = [];
