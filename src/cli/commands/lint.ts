import { appendFileSync } from 'node:fs';
import { SEVERITIES } from '#core/finding.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import { formatGithubSummary } from '#core/report/github.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { formatProblems } from '#core/report/problems.ts';
import { redactProblem } from '#core/report/secrets/redact.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';
import { FORMATS, type Format, formatReport, type Linter } from '../lint/formats.ts';
import { lintTargets } from '../lint/lint-targets.ts';
import { PassedOver } from '../lint/passed-over.ts';
import { Progress } from '../lint/progress.ts';
import { findTargets, formatDisplayPath } from '../lint/targets.ts';
import { parseSiteOption, readEnvironmentSite } from '../site-option.ts';

const FAIL_ON = [...SEVERITIES, 'never'] as const;
type FailOn = (typeof FAIL_ON)[number];

const USAGE = `
Usage: drydock lint [paths…] [options]

Reads Dockerfiles, compose files, daemon.json, buildkitd.toml and registry configurations, and says what
production has taught about them. A path is a file, a folder to walk through, or - for standard input.
Without a path it walks the current folder: Dockerfile, *.Dockerfile, Dockerfile.*, Containerfile,
compose*.y*ml, docker-compose*.y*ml, daemon.json, buildkitd.toml; what .gitignore names is left out.

In a folder, rules also see the files beside each Dockerfile, through .dockerignore. A file named by
itself is judged by its text alone.

  --format <format>     ${FORMATS.join(', ')} (default: text)
  --fail-on <severity>  exit with 1 from this severity on: ${FAIL_ON.join(', ')} (default: warning)
  --fix                 make the repairs that are safe, then report what is left
  --site <address>      the Drydock site that findings link to (also DRYDOCK_SITE, or site: in drydock.yaml)
  --stdin-name <path>   the name that standard input is judged by (default: Dockerfile)

Exit codes: 0 nothing to report, 1 findings from --fail-on on, 2 wrong usage or something could not be read.

  drydock lint
  drydock lint --format sarif . > drydock.sarif
  drydock lint --fix services/api/Dockerfile
`;

interface Options {
	readonly paths: readonly string[];
	readonly format: Format;
	readonly failOn: FailOn;
	readonly fix: boolean;
	/** From `--site` or `DRYDOCK_SITE`: wins over the configuration. */
	readonly site?: string;
	readonly stdinName?: string;
}

export function createLintCommand(linter: Linter): Command {
	return {
		name: 'lint',
		summary: 'Check Dockerfiles, compose files and registry settings; every finding links to its lesson',
		usage: USAGE,
		run: (args, io) => lint(readOptions(args, io), linter, io),
	};
}

async function lint(options: Options, linter: Linter, io: Io): Promise<number> {
	const progress = new Progress(io.stderr);
	const passedOver = new PassedOver();
	const targetSearch = await findTargets(options, io, progress, passedOver);
	const linted = await lintTargets(
		targetSearch.targets,
		{
			...options,
			stdin: () => io.readStdin(),
			passedOver,
			formatPath: (file) => formatDisplayPath(file, io.cwd),
		},
		progress,
	);
	progress.clear();

	const { files } = linted;
	for (const part of formatReport(options.format, files, linter, io)) {
		io.stdout.write(part);
		await io.stdout.drained?.();
	}
	const problems = [...targetSearch.problems, ...linted.problems];
	if (options.format === 'github') problems.push(...writeStepSummary(files, io));
	io.stderr.write(passedOver.format());
	if (problems.length > 0)
		io.stderr.write(formatProblems(problems.map(redactProblem), choosePaint(io.stderr, io.env)));
	else if (files.length === 0) {
		io.stderr.write(
			'drydock: there is no file to lint here. `drydock lint --help` lists the names it looks for.\n',
		);
	}
	if (problems.length > 0) return EXIT.unusable;
	return files.some((file) => hasFailingFinding(file, options.failOn)) ? EXIT.found : EXIT.fine;
}

function readOptions(args: readonly string[], io: Io): Options {
	const { values, positionals } = parseArguments(args, {
		format: { type: 'string', default: 'text' },
		'fail-on': { type: 'string', default: 'warning' },
		fix: { type: 'boolean', default: false },
		site: { type: 'string' },
		'stdin-name': { type: 'string' },
	});
	const stdinName = values['stdin-name'];
	const site = parseSiteOption('--site', values.site) ?? readEnvironmentSite(io);
	if (positionals.includes(''))
		throw new UsageError('a path is empty; without any path the folder here is linted.');
	if (values.fix && positionals.includes('-')) {
		throw new UsageError('--fix needs a file to write to; standard input has none.');
	}
	return {
		paths: positionals,
		format: parseChoice('--format', values.format, FORMATS),
		failOn: parseChoice('--fail-on', values['fail-on'], FAIL_ON),
		fix: values.fix,
		...omitUndefined({ site, stdinName }),
	};
}

/** In a GitHub workflow, where the annotations above cannot hold a link, the summary of the step can. */
function writeStepSummary(files: readonly LintedFile[], io: Io) {
	const path = io.env['GITHUB_STEP_SUMMARY'];
	if (path === undefined || path === '') return [];
	try {
		appendFileSync(path, formatGithubSummary(files));
		return [];
	} catch (error) {
		const detail = `The step summary could not be written: ${error instanceof Error ? error.message : error}.`;
		return [
			{
				code: 'summary-not-written',
				path,
				detail,
				fix: 'Unset GITHUB_STEP_SUMMARY, or make the file writable.',
			},
		];
	}
}

function hasFailingFinding({ findings }: LintedFile, failOn: FailOn): boolean {
	if (failOn === 'never') return false;
	const threshold = SEVERITIES.indexOf(failOn);
	return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= threshold);
}
