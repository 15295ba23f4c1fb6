import type { BuildContext } from '../build-context/model.ts';
import { parseCompose } from '../compose/parse.ts';
import { collectRefusals } from '../compose/specification/refusals.ts';
import { classifyFile } from '../file-kind.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rules/rule.ts';
import { lintInline, listOwnInline, locateInline } from './lint-inline.ts';
import { reportOnce } from './once.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { parseYamlSuppressions } from './yaml-suppressions.ts';

/** What the rules say about a compose file, and about the Dockerfiles that stand in it. */
export function lintCompose(text: string, options: LintOptions = {}, path = 'compose.yaml'): Finding[] {
	const { compose, errors, root } = parseCompose(text);
	const { settings = DEFAULT_SETTINGS, context } = options;
	const inline = errors.length > 0 ? [] : (options.inline ?? listOwnInline(text));
	const places = inline.map(locateInline);
	const file = {
		text,
		errors,
		refusals: root && errors.length === 0 ? collectRefusals(root, isUsedAlone(path, context)) : [],
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

/** The names that Compose looks for, with no other compose file beside it, which may say what is missing. */
function isUsedAlone(path: string, context: BuildContext | undefined): boolean {
	const name = path.split(/[\\/]/).at(-1) ?? '';
	if (!context || !/^(?:docker-)?compose\.ya?ml$/.test(name)) return false;
	return !context.files.some(
		(file) => file !== name && !file.includes('/') && classifyFile(file) === 'compose',
	);
}
