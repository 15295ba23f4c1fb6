import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { formatProblems } from '#core/report/problems.ts';
import { count } from '#core/report/visible-text.ts';
import type { Verification } from '#engine/verify.ts';
import { EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';

/** What one machine of a run writes down, so that another can make one report of all. */
interface Report {
	readonly version: 1;
	/** `2/3`; `1/1` where the run was not divided. */
	readonly shard: string;
	readonly examples: readonly {
		readonly id: string;
		readonly seconds: number;
		readonly claims: number;
		readonly problems: readonly Problem[];
	}[];
	/** Chosen and not run. */
	readonly left: readonly string[];
	readonly leftBehind: readonly string[];
}

export async function writeReport(
	file: string,
	{ outcomes, left, leftBehind }: Verification,
	{ shard }: { readonly shard: string | undefined },
): Promise<void> {
	const report: Report = {
		version: 1,
		shard: shard ?? '1/1',
		examples: outcomes.map(({ example, seconds, problems, run }) => ({
			id: example.id,
			seconds: Math.round(seconds * 10) / 10,
			claims: run?.claims.length ?? 0,
			problems,
		})),
		left: left.map(({ id }) => id),
		leftBehind,
	};
	await writeFile(file, `${JSON.stringify(report, null, '\t')}\n`);
}

/** One report of all shards. A shard that is missing, or there twice, is told: nothing may be green because it is absent. */
export async function mergeReports(files: readonly string[], io: Io): Promise<number> {
	if (files.length === 0) throw new UsageError('`--merge` needs the files that `--report` wrote.');
	const reports = await Promise.all(files.map((file) => readReport(resolve(io.cwd, file), file)));
	const faults = findShardFaults(reports);
	const examples = reports.flatMap((report) => report.examples);
	const problems = examples.flatMap((example) => example.problems);
	const left = reports.flatMap((report) => report.left);
	const leftBehind = reports.flatMap((report) => report.leftBehind);
	if (problems.length > 0) io.stderr.write(`${formatProblems(problems, choosePaint(io.stderr, io.env))}\n`);
	for (const fault of faults) io.stderr.write(`drydock verify: ${fault}\n`);
	if (leftBehind.length > 0) io.stderr.write(`Could not be removed:\n  ${leftBehind.join('\n  ')}\n`);
	const proven = examples.filter((example) => example.problems.length === 0);
	const claims = proven.reduce((sum, example) => sum + example.claims, 0);
	const total = examples.length + left.length;
	io.stdout.write(
		`${proven.length} of ${count(total, 'example')} proven by ${count(reports.length, 'shard')}, ${claims} claims hold.${left.length === 0 ? '' : ` Not begun: ${left.join(', ')}.`}\n`,
	);
	return problems.length + faults.length + left.length + leftBehind.length > 0 ? EXIT.found : EXIT.fine;
}

async function readReport(path: string, shownPath: string): Promise<Report> {
	const text = await readFile(path, 'utf8').catch(() => undefined);
	if (text === undefined) throw new UsageError(`\`${shownPath}\` cannot be read.`);
	try {
		const report = JSON.parse(text) as Report;
		if (report.version === 1 && Array.isArray(report.examples) && /^\d+\/\d+$/.test(report.shard))
			return report;
	} catch {
		// Told below, as is JSON of another kind.
	}
	throw new UsageError(`\`${shownPath}\` is no report of \`drydock verify --report\`.`);
}

function findShardFaults(reports: readonly Report[]): string[] {
	const counts = new Set(reports.map(({ shard }) => Number(shard.split('/')[1])));
	if (counts.size > 1) return ['the reports are of runs that were divided in different ways.'];
	const [wanted = 0] = counts;
	const numbers = reports.map(({ shard }) => Number(shard.split('/')[0]));
	return Array.from({ length: wanted }, (_, at) => at + 1).flatMap((number) => {
		const copies = numbers.filter((one) => one === number).length;
		if (copies === 1) return [];
		return [
			copies === 0 ? `shard ${number}/${wanted} is missing.` : `shard ${number}/${wanted} is there twice.`,
		];
	});
}
