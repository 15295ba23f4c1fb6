import { appendFileSync } from 'node:fs';
import { SEVERITIES } from '#core/finding.ts';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Problem } from '#core/problem.ts';
import { formatGithubSummary } from '#core/report/github.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { formatProblems } from '#core/report/problems.ts';
import { redactProblem } from '#core/report/secrets/redact.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';
import type { GivenInputs } from '../lint/file-builds.ts';
import { FORMATS, type Format, formatReport, type Linter } from '../lint/formats.ts';
import { type Linted, lintTargets } from '../lint/lint-targets.ts';
import { PassedOver } from '../lint/passed-over.ts';
import { createNothingToLintProblem } from '../lint/problems.ts';
import { Progress } from '../lint/progress.ts';
import { type AskedPath, findTargets, formatDisplayPath } from '../lint/targets.ts';
import { parseSiteOption, readEnvironmentSite } from '../site-option.ts';

const FAIL_ON = [...SEVERITIES, 'never'] as const;
type FailOn = (typeof FAIL_ON)[number];

const USAGE = `
Usage: drydock lint [paths…] [options]

Reads Dockerfiles, compose files, daemon.json, buildkitd.toml and registry configurations, and says what
production has taught about them. A path is a file, a folder to walk through, or - for standard input.
Without a path it walks the current folder: Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile,
compose*.y*ml, docker-compose*.y*ml, daemon.json, buildkitd.toml, and what a compose or Bake file builds
from, whatever its name; what .gitignore names is left out.

Compose and Bake files of the project say with which context, target and arguments an image is built.
A Dockerfile that none of them names is built from its own folder to its last stage. A file that is named
here sees the project around it, so that it gets the findings it gets in a walk. Standard input sees none.

  --format <format>     ${FORMATS.join(', ')} (default: text)
  --fail-on <severity>  exit with 1 from this severity on: ${FAIL_ON.join(', ')} (default: warning)
  --fix                 make the repairs that are safe, then report what is left
  --site <address>      the Drydock site that findings link to (also DRYDOCK_SITE, or site: in drydock.yaml)
  --build-arg <k=v>     a build argument, as for docker build; may be given several times
  --target <stage>      the stage that is built; both win over what compose and Bake files say
  --stdin-filename <path>  the name that standard input is judged by (default: Dockerfile)
  --force-exclude       leave out what a walk leaves out, also where it is named here

Exit codes: 0 nothing to report, 1 findings from --fail-on on, 2 wrong usage, something could not be read,
or a path that is named here holds nothing to lint.

  drydock lint
  drydock lint --format sarif . > drydock.sarif
  drydock lint --fix services/api/Dockerfile
  drydock lint --build-arg BASE=debian:12 --target run Dockerfile
`;

interface Options {
	readonly paths: readonly string[];
	readonly format: Format;
	readonly failOn: FailOn;
	readonly fix: boolean;
	/** From `--site` or `DRYDOCK_SITE`: wins over the configuration. */
	readonly site?: string;
	readonly stdinName?: string;
	readonly forceExclude: boolean;
	readonly given: GivenInputs;
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
	for (const part of formatReport(options.format, files, linter, io, passedOver.count)) {
		io.stdout.write(part);
		await io.stdout.drained?.();
	}
	const problems = [
		...targetSearch.problems,
		...linted.problems,
		...(options.paths.length > 0 && !options.forceExclude
			? listEmptyPaths(targetSearch.asked, linted.outcomes)
			: []),
	];
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
	if (values.fix && positionals.includes('-')) {
		throw new UsageError('--fix needs a file to write to; standard input has none.');
	}
	return {
		paths: positionals,
		format: parseChoice('--format', values.format, FORMATS),
		failOn: parseChoice('--fail-on', values['fail-on'], FAIL_ON),
		fix: values.fix,
		forceExclude: values['force-exclude'],
		given: readGivenInputs(values['build-arg'], values.target, io),
		...omitUndefined({ site, stdinName }),
	};
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
	return { args, ...(target !== undefined && { target }) };
}

/** A path that was named and in which nothing could be linted: a check that checks nothing must not pass for one. */
function listEmptyPaths(asked: readonly AskedPath[], outcomes: Linted['outcomes']): Problem[] {
	return asked.flatMap(({ path, targets, isSettled }) => {
		const results = targets.map((target) => outcomes.get(target));
		if (isSettled || results.includes('linted') || results.includes('failed')) return [];
		return [createNothingToLintProblem(path, results.includes('template'))];
	});
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
