import { parseCompose } from '../compose/parse.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rules/rule.ts';
import { lintInline, listOwnInline, locateInline } from './lint-inline.ts';
import { reportOnce } from './once.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { parseYamlSuppressions } from './yaml-suppressions.ts';

/** What the rules say about a compose file, and about the Dockerfiles that stand in it. */
export function lintCompose(text: string, options: LintOptions = {}): Finding[] {
	const { compose, errors } = parseCompose(text);
	const { settings = DEFAULT_SETTINGS, context } = options;
	const inline = errors.length > 0 ? [] : (options.inline ?? listOwnInline(text));
	const places = inline.map(locateInline);
	const file = {
		text,
		errors,
		suppressions: parseYamlSuppressions(text).filter(
			({ span }) => !places.some(({ start, end }) => start <= span.start && span.start < end),
		),
		nested: inline.flatMap((one) => lintInline(text, one, options)),
		isUncertain: ({ needsContext }: Rule) =>
			needsContext === true && inline.some(({ builds }) => builds.some((build) => !build.context)),
	};
	const check: ReadFile['check'] = (rule, report) =>
		rule.compose?.({ compose, settings, context, report: reportOnce(report) });
	return runRules({ ...file, check }, options);
}
