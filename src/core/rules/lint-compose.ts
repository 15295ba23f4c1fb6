import { parseCompose } from '../compose/parse.ts';
import type { Finding } from '../finding.ts';
import { everyRule } from './registry.ts';
import type { Messages, Report } from './rule.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { yamlSuppressions } from './yaml-suppressions.ts';

/** What the rules say about a compose file. */
export function lintCompose(text: string, options: LintOptions = {}): Finding[] {
	const { compose, errors } = parseCompose(text);
	const { settings = DEFAULT_SETTINGS, context } = options;
	const file = { text, errors, suppressions: yamlSuppressions(text) };
	const check: ReadFile['check'] = (rule, report) =>
		rule.compose?.({ compose, settings, context, report: once(report) });
	return runRules({ ...file, ruleSet: everyRule, check }, options);
}

/** What aliases, merges and `extends` give to several services stands in the file once, and is reported once. */
function once(report: Report<Messages>): Report<Messages> {
	const told = new Set<string>();
	return (message, span, details) => {
		const place = `${message} ${span.start} ${span.end}`;
		if (told.has(place)) return;
		told.add(place);
		report(message, span, details);
	};
}
