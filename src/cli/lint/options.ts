import { type FixKind, SEVERITIES } from '#core/finding.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { UsageError } from '../command.ts';
import { COLORS, type Color, type Io } from '../io.ts';
import { parseSiteOption, readEnvironmentSite } from '../site-option.ts';
import type { GivenInputs } from './file-builds.ts';
import { type ReportTarget, readReportTargets } from './reports.ts';

const FIXES = ['safe', 'all'] as const;
export const FAIL_ON = [...SEVERITIES, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What a call of `drydock lint` asks for. */
export interface LintCommandOptions {
	readonly paths: readonly string[];
	readonly reports: readonly ReportTarget[];
	readonly failOn: FailOn;
	/** Hides what `failOn` lets pass. */
	readonly isQuiet: boolean;
	readonly isSummary: boolean;
	readonly fix: readonly FixKind[];
	/** Prints the fixes as a patch and writes nothing. */
	readonly isDiff: boolean;
	readonly color: Color;
	/** From `--site` or `DRYDOCK_SITE`: wins over the configuration. */
	readonly site?: string;
	readonly stdinName?: string;
	readonly forceExclude: boolean;
	readonly given: GivenInputs;
}

export function readLintOptions(given: readonly string[], io: Io): LintCommandOptions {
	const args = nameFixKind(given);
	const { values, positionals } = parseArguments(args, {
		format: { type: 'string', multiple: true },
		output: { type: 'string', multiple: true },
		'fail-on': { type: 'string', default: 'warning' },
		quiet: { type: 'boolean', default: false },
		summary: { type: 'boolean', default: false },
		color: { type: 'string', default: 'auto' },
		fix: { type: 'string' },
		diff: { type: 'boolean', default: false },
		site: { type: 'string' },
		'stdin-filename': { type: 'string' },
		'stdin-name': { type: 'string' },
		'build-arg': { type: 'string', multiple: true, default: [] },
		target: { type: 'string' },
		'force-exclude': { type: 'boolean', default: false },
	});
	const stdinName = values['stdin-filename'] ?? values['stdin-name'];
	const site = parseSiteOption('--site', values.site) ?? readEnvironmentSite(io);
	if (positionals.includes(''))
		throw new UsageError('a path is empty; without any path the folder here is linted.');
	const fix = values.fix === undefined ? undefined : parseChoice('--fix', values.fix, FIXES);
	if (fix !== undefined && !values.diff && positionals.includes('-')) {
		throw new UsageError('--fix needs a file to write to; standard input has none.');
	}
	const reports = readReportTargets(args);
	if (values.summary && !reports.some(({ format }) => format === 'text'))
		throw new UsageError('--summary is for the text report.');
	return {
		paths: positionals,
		reports,
		isQuiet: values.quiet,
		isSummary: values.summary,
		isDiff: values.diff,
		color: parseChoice('--color', values.color, COLORS),
		failOn: parseChoice('--fail-on', values['fail-on'], FAIL_ON),
		fix: fix === 'all' ? ['safe', 'offered'] : fix === 'safe' || values.diff ? ['safe'] : [],
		forceExclude: values['force-exclude'],
		given: readGivenInputs(values['build-arg'], values.target, io),
		...omitUndefined({ site, stdinName }),
	};
}

/** `--fix` alone means the safe ones, and what stands behind it is a path. */
function nameFixKind(args: readonly string[]): string[] {
	const end = args.indexOf('--');
	return args.map((arg, index) => (arg === '--fix' && (end === -1 || index < end) ? '--fix=safe' : arg));
}

/** `K=V`; a name alone takes its value from the environment, as it does for `docker build`. */
function readGivenInputs(pairs: readonly string[], target: string | undefined, io: Io): GivenInputs {
	const args = new Map<string, string>();
	for (const pair of pairs) {
		const at = pair.indexOf('=');
		const name = at === -1 ? pair : pair.slice(0, at);
		if (name === '')
			throw new UsageError(`--build-arg \`${pair}\` has no name. Write --build-arg NAME=value.`);
		const value = at === -1 ? io.env[name] : pair.slice(at + 1);
		if (value !== undefined) args.set(name, value);
	}
	if (target === '') throw new UsageError('--target needs the name of a stage.');
	return { args, target };
}
