import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatProblems } from '#core/report/problems.ts';
import { count } from '#core/report/visible-text.ts';
import { checkRun } from '#engine/check-run.ts';
import type { Content } from '#examples/content.ts';
import { findContentPlace } from '#examples/content-place.ts';
import { validateContent } from '#examples/validate.ts';
import { createBuildCache } from '#workspace/build-cache.ts';
import { parseArguments } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';
import { checkAfters } from '../shellcheck/check-afters.ts';

const USAGE = `
Usage: drydock validate [options]

Reads every lesson, rule page and example, and holds them to their word: declared findings against the linter,
COPY sources against the build context, evidence against the files it was recorded from, links and names against
what is there, and ShellCheck against every RUN of an after. Needs no Docker. Prints all problems at once and changes nothing.

The content is in content/. DRYDOCK_CONTENT names a folder of your own, which is laid over it.

  --draft   missing and stale evidence are shown, but are no reason to fail

Exit codes: 0 nothing is wrong, 1 problems, 2 wrong usage or the content could not be read.

  drydock validate
  DRYDOCK_CONTENT=../our-lessons drydock validate --draft
`;

/** `project` is the folder that Drydock itself lies in: the one with `tests/` and, unless told otherwise, `content/`. */
export function createValidateCommand(project: string): Command {
	return {
		name: 'validate',
		summary: 'Hold lessons, rules and examples to their word, without Docker',
		usage: USAGE,
		run: (args, io) => validate(args, io, project),
	};
}

/** What has a say in which content is good. */
const CHECKERS = ['src', 'package-lock.json'].map((name) =>
	fileURLToPath(new URL(`../../../${name}`, import.meta.url)),
);

async function validate(args: readonly string[], io: Io, project: string): Promise<number> {
	const { values, positionals } = parseArguments(args, { draft: { type: 'boolean', default: false } });
	if (positionals.length > 0)
		throw new UsageError(`\`${positionals[0]}\`: it takes no arguments, only options.`);
	const place = findContentPlace(io.env['DRYDOCK_CONTENT'], io.cwd, project);
	const isOurs = place.folder === resolve(project, 'content');
	const cache = resolve(project, io.env['DRYDOCK_CACHE'] ?? '.cache');
	const good = createBuildCache(join(cache, 'good'), CHECKERS);
	const { warnings, content, ...validation } = validateContent(place, {
		root: isOurs ? project : io.cwd,
		isDraft: values.draft,
		checkRun,
		publicFolder: resolve(project, 'public'),
		// The rules are Drydock's; a team's own content is not asked to have pages for them.
		project: isOurs ? project : undefined,
		knownGood: {
			has: (from) => good.find(from) !== undefined,
			add: (from) => good.keep(from, new Uint8Array()),
		},
	});
	good.prune();
	const shell = await checkAfters(content, join(cache, 'shellcheck'));
	const problems = [...validation.problems, ...(shell ?? [])];
	if (shell === undefined)
		io.stderr.write('drydock: ShellCheck is not installed, so it did not read the RUNs.\n');
	const paint = choosePaint(io.stderr, io.env);
	if (warnings.length > 0) io.stderr.write(`${formatProblems(warnings, paint)}\n`);
	if (problems.length > 0) io.stderr.write(`${formatProblems(problems, paint)}\n`);
	io.stderr.write(`${formatSummary(problems.length, content)}\n`);
	if (problems.some(({ code }) => code === 'content-missing')) return EXIT.unusable;
	return problems.length > 0 ? EXIT.found : EXIT.fine;
}

function formatSummary(problems: number, { names }: Content): string {
	const all = [
		count(names.examples.size, 'example'),
		count(names.lessons.size, 'lesson'),
		count(names.rulePages.size, 'rule page'),
	].join(', ');
	return problems === 0
		? `No problems in ${all}.`
		: `${count(problems, 'problem')} in ${all}. No files were changed.`;
}
