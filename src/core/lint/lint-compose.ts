import { parseCompose } from '../compose/parse.ts';
import type { Finding } from '../finding.ts';
import { reportOnce } from './once.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { parseYamlSuppressions } from './yaml-suppressions.ts';

/** What the rules say about a compose file. */
export function lintCompose(text: string, options: LintOptions = {}): Finding[] {
	const { compose, errors } = parseCompose(text);
	const { settings = DEFAULT_SETTINGS, context } = options;
	const file = { text, errors, suppressions: parseYamlSuppressions(text) };
	const check: ReadFile['check'] = (rule, report) =>
		rule.compose?.({ compose, settings, context, report: reportOnce(report) });
	return runRules({ ...file, check }, options);
}
