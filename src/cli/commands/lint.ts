import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Finding, SEVERITIES } from '#core/finding.ts';
import type { Problem } from '#core/problem.ts';
import { formatGithubSummary } from '#core/report/github.ts';
import type { LintedFile } from '#core/report/lint-report.ts';
import { ansi, plain } from '#core/report/paint.ts';
import { formatPatch } from '#core/report/patch.ts';
import { formatProblems } from '#core/report/problems.ts';
import { redactProblem } from '#core/report/secrets/redact.ts';
import { type Command, EXIT } from '../command.ts';
import { COLORS, choosePaint, type Io } from '../io.ts';
import { FORMATS, formatReport, getTerminalOptions, type LinterCopy } from '../lint/formats.ts';
import { type Linted, lintTargets } from '../lint/lint-targets.ts';
import { FAIL_ON, type FailOn, type LintCommandOptions, readLintOptions } from '../lint/options.ts';
import { PassedOver } from '../lint/passed-over.ts';
import { createNothingToLintProblem, createReportNotWrittenProblem } from '../lint/problems.ts';
import { ProgressLine } from '../lint/progress.ts';
import { type AskedPath, findTargets, formatDisplayPath } from '../lint/targets.ts';

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
  --output <file>       write the report there; --format and --output may be given in pairs, several times
  --fail-on <severity>  exit with 1 from this severity on: ${FAIL_ON.join(', ')} (default: warning)
  --quiet               leave out what --fail-on lets pass
  --summary             as text, print only how often each rule reports something
  --color <when>        ${COLORS.join(', ')} (default: auto)
  --fix[=safe|all]      make the repairs, then report what is left. Safe ones (the default) change the image in
                        nothing but what the rule announces; all makes those too that somebody has to look at
  --diff                print the repairs as a patch and change nothing; --fix=all says which
  --site <address>      the Drydock site that findings link to (also DRYDOCK_SITE, or site: in drydock.yaml)
  --build-arg <k=v>     a build argument, as for docker build; may be given several times
  --target <stage>      the stage that is built; both win over what compose and Bake files say
  --stdin-filename <path>  the name that standard input is judged by (default: Dockerfile)
  --force-exclude       leave out what a walk leaves out, also where it is named here

Exit codes: 0 nothing to report, 1 findings from --fail-on on, 2 wrong usage, something could not be read,
or a path that is named here holds nothing to lint.

  drydock lint
  drydock lint --format text --format sarif --output drydock.sarif .
  drydock lint --fix services/api/Dockerfile
  drydock lint --build-arg BASE=debian:12 --target run Dockerfile
`;

export function createLintCommand(linter: LinterCopy): Command {
	return {
		name: 'lint',
		summary: 'Check Dockerfiles, compose files and registry settings; every finding links to its lesson',
		usage: USAGE,
		run: (args, io) => lint(readLintOptions(args, io), linter, io),
	};
}

async function lint(options: LintCommandOptions, linter: LinterCopy, io: Io): Promise<number> {
	const progress = new ProgressLine(io.stderr);
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

	const files = options.isQuiet
		? linted.files.map((file) => hidePassing(file, options.failOn))
		: linted.files;
	if (options.isDiff) io.stdout.write(formatPatch(linted.patches));
	const problems = [
		...(await writeReports(files, options, linter, io, passedOver.count)),
		...targetSearch.problems,
		...linted.problems,
		...(options.paths.length > 0 && !options.forceExclude
			? listEmptyPaths(targetSearch.asked, linted.outcomes)
			: []),
	];
	if (options.reports.some(({ format }) => format === 'github'))
		problems.push(...writeStepSummary(files, io));
	io.stderr.write(passedOver.format());
	if (problems.length > 0)
		io.stderr.write(
			formatProblems(problems.map(redactProblem), choosePaint(io.stderr, io.env, options.color)),
		);
	else if (files.length === 0) {
		io.stderr.write(
			'drydock: there is no file to lint here. `drydock lint --help` lists the names it looks for.\n',
		);
	}
	if (problems.length > 0) return EXIT.unusable;
	return files.some((file) => hasFailingFinding(file, options.failOn)) ? EXIT.found : EXIT.fine;
}

/** Each report to its place. With a patch on standard output, a report without a file is not made. */
async function writeReports(
	files: readonly LintedFile[],
	{ reports, isDiff, isSummary, color }: LintCommandOptions,
	linter: LinterCopy,
	io: Io,
	passedOver: number,
): Promise<readonly Problem[]> {
	const problems: Problem[] = [];
	for (const { format, output } of reports) {
		if (output === undefined) {
			if (isDiff) continue;
			const options = { ...getTerminalOptions(io, color), passedOver, isSummary };
			for (const part of formatReport(format, files, linter, options)) {
				io.stdout.write(part);
				await io.stdout.drained?.();
			}
			continue;
		}
		const paint = color === 'always' ? ansi : plain;
		try {
			const parts = formatReport(format, files, linter, { paint, passedOver, isSummary });
			writeFileSync(resolve(io.cwd, output), [...parts].join(''));
		} catch (error) {
			problems.push(createReportNotWrittenProblem(output, error));
		}
	}
	return problems;
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
	return findings.some((finding) => isFailing(finding, failOn));
}

function hidePassing(file: LintedFile, failOn: FailOn): LintedFile {
	return { ...file, findings: file.findings.filter((finding) => isFailing(finding, failOn)) };
}

function isFailing({ severity }: Finding, failOn: FailOn): boolean {
	return failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
