import { parseCompose } from '../compose/parse.ts';
import type { Finding } from '../finding.ts';
import type { Messages, Report } from './rule.ts';
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
	return runRules(
		{ ...file, check: (rule, report) => rule.compose?.({ ...shared, report: once(report) }) },
		options,
	);
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
