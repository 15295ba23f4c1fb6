import type { BuildContext } from '../build-context/model.ts';
import { parseCompose } from '../compose/parse.ts';
import { collectComposeRefusals } from '../compose/specification/refusals.ts';
import { classifyFile } from '../file-kind.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { ParseError } from '../source/parse-error.ts';
import type { YamlMap } from '../source/yaml.ts';
import { lintInline, listOwnInline, locateInline } from './lint-inline.ts';
import { reportOnce } from './once.ts';
import { type LintOptions, type ReadFile, runRules } from './run-rules.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { parseYamlSuppressions } from './suppressions/yaml.ts';

/** What the rules say about a compose file, and about the Dockerfiles that stand in it. */
export function lintCompose(text: string, options: LintOptions = {}, path = 'compose.yaml'): Finding[] {
	const { compose, errors, root } = parseCompose(text);
	const { settings = DEFAULT_SETTINGS, context, readiness } = options;
	const inline = errors.length > 0 ? [] : (options.inline ?? listOwnInline(text));
	const places = inline.map(locateInline);
	const file = {
		text,
		errors,
		refusals: errors.length > 0 ? [] : listRefusals(root, path, options),
		suppressions: parseYamlSuppressions(text).filter(
			({ span }) => !places.some(({ start, end }) => start <= span.start && span.start < end),
		),
		nested: inline.flatMap((one) => lintInline(text, one, options)),
		isUncertain: ({ needsContext }: Rule) =>
			needsContext === true && inline.some(({ builds }) => builds.some((build) => !build.context)),
	};
	const check: ReadFile['check'] = (rule, report) =>
		rule.compose?.({ compose, settings, context, readiness, report: reportOnce(report) });
	return runRules({ ...file, check }, options);
}

/** What Compose says of a file by itself; laid over another one, an empty file changes nothing. */
function listRefusals(
	root: YamlMap | undefined,
	path: string,
	{ isPart = false, context }: LintOptions,
): ParseError[] {
	if (root) return collectComposeRefusals(root, !isPart && isUsedAlone(path, context));
	if (isPart || !MAIN_NAME.test(getName(path))) return [];
	return [{ message: 'The compose file is empty.', span: { start: 0, end: 0 } }];
}

/** The names that Compose looks for, with no other compose file beside it, nor a template of one, which may say what is missing. */
function isUsedAlone(path: string, context: BuildContext | undefined): boolean {
	const name = getName(path);
	if (!context || !MAIN_NAME.test(name)) return false;
	return !context.files.some(
		(file) => file !== name && !file.includes('/') && classifyFile(file.replace(TEMPLATE, '')) === 'compose',
	);
}

const MAIN_NAME = /^(?:docker-)?compose\.ya?ml$/;
const TEMPLATE = /\.(?:example|sample|dist|template|tmpl|default)$/;

function getName(path: string): string {
	return path.split(/[\\/]/).at(-1) ?? '';
}
