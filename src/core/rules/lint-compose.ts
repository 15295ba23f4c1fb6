import { parseCompose } from '../compose/parse.ts';
import type { Finding } from '../finding.ts';
import { type LintOptions, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { yamlSuppressions } from './yaml-suppressions.ts';

/** What the rules say about a compose file. */
export function lintCompose(text: string, options: LintOptions = {}): Finding[] {
	const { compose, errors } = parseCompose(text);
	const shared = {
		compose,
		settings: options.settings ?? DEFAULT_SETTINGS,
		...(options.context && { context: options.context }),
	};
	const file = { text, errors, suppressions: yamlSuppressions(text) };
	return runRules({ ...file, check: (rule, report) => rule.compose?.({ ...shared, report }) }, options);
}
