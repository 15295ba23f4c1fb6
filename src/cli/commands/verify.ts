import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { omitUndefined } from '#core/omit-undefined.ts';
import { formatProblems } from '#core/report/problems.ts';
import { count } from '#core/report/visible-text.ts';
import { type ConnectOptions, connectDocker } from '#engine/docker/docker-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { EngineFailure, RunStopped } from '#engine/failure.ts';
import { type Verification, verify } from '#engine/verify.ts';
import type { Content, LoadedExample } from '#examples/content.ts';
import { parseArguments } from '../arguments.ts';
import { type Command, EXIT, UsageError } from '../command.ts';
import { choosePaint, type Io } from '../io.ts';
import { createProgress } from '../verify/progress.ts';
import { mergeReports, writeReport } from '../verify/report.ts';
import { selectExamples } from '../verify/selection.ts';
import { createSigner } from '../verify/signing.ts';

const USAGE = `
Usage: drydock verify [example…] [options]

Builds and runs both sides of the examples with a Docker Engine, and fails where a claim does not hold, or where what
it measures is not what fresh evidence says. DRYDOCK_SIGNING_KEY (an Ed25519 key as PEM, or its file) signs what is recorded.
Nothing of an example gets more than its own containers: no privileged container, namespace, device or file of the host.

  --record        write evidence.json where every claim holds; without names, only where it is stale or missing
  --trust         run also examples that declare to need more than the limits allow; without names and without
                  this they are left out, and named
  --all           with --record: renew fresh evidence too
  --shard <i/n>   run one part of n, for several machines; each writes its own examples
  --report <f>    write what came of the examples to this file; with --shard, one for each machine
  --merge         take the arguments as such files, and make one report of all shards
  --context <c>   use the engines of these Docker contexts, \`a,b\`: the examples are spread over them, and those of an
                  engine that goes away go to the others
  --jobs <n>      run several examples at once; what measures time still runs alone
  --builder <b>   let this Buildx builder build
  --clean         remove what killed runs of this machine left in the engine, and do nothing else

The engine is the one the \`docker\` command reaches (DOCKER_HOST or its context).
Exit codes: 0 every claim holds, 1 problems, 2 wrong usage or no Docker Engine, 130 stopped.

Example: drydock verify copy-not-clone --record
`;

/** What a stopped program answers: 128 and the signal. */
const STOPPED = 130;

/** How the command reads the content; tests hand in their own. */
export interface VerifyWorld {
	readonly content: (io: Io) => Content;
	readonly connect: (options: ConnectOptions) => Promise<Engine>;
}

export function createVerifyCommand(
	content: (io: Io) => Content,
	connect: VerifyWorld['connect'] = connectDocker,
): Command {
	return {
		name: 'verify',
		summary: 'Build and run the examples with Docker, and hold their claims against what was measured',
		usage: USAGE,
		run: (args, io) => runVerify(args, io, { content, connect }),
	};
}

async function runVerify(args: readonly string[], io: Io, world: VerifyWorld): Promise<number> {
	const { values, positionals } = parseArguments(args, {
		record: { type: 'boolean', default: false },
		all: { type: 'boolean', default: false },
		trust: { type: 'boolean', default: false },
		clean: { type: 'boolean', default: false },
		shard: { type: 'string' },
		jobs: { type: 'string' },
		builder: { type: 'string' },
		context: { type: 'string' },
		report: { type: 'string' },
		merge: { type: 'boolean', default: false },
	});
	const { record, all, shard, builder, trust } = values;
	if (values.merge) return mergeReports(positionals, io);
	const contexts = parseContexts(values.context);
	if (values.clean) return cleanUp(positionals, contexts, io, world);
	const jobs = parseJobs(values.jobs);
	const content = world.content(io);
	const selected = selectExamples(content, {
		names: positionals,
		onlyStale: record && !all,
		...omitUndefined({ shard }),
	});
	const { examples, leftOut } = separateTrusted(selected, trust || positionals.length > 0);
	if (leftOut.length > 0)
		io.stderr.write(
			`Left out, since they run with --trust only: ${leftOut.map(({ id }) => id).join(', ')}.\n`,
		);
	const broken = formatBrokenExamples(content, positionals);
	if (broken !== '') {
		io.stderr.write(broken);
		return EXIT.found;
	}
	if (examples.length === 0) {
		if (leftOut.length > 0) return EXIT.fine;
		io.stderr.write('drydock verify: nothing to do, all evidence is fresh. `--all` runs every example.\n');
		return EXIT.fine;
	}
	const sign = record ? createSigner(io.env['DRYDOCK_SIGNING_KEY'], content) : undefined;
	const signal = io.interrupted;
	try {
		const [engine, ...others] = await connectAll(contexts, { signal, builder }, io, world);
		if (engine === undefined) return EXIT.unusable;
		const progress = createProgress(examples, io);
		const verification = await verify(examples, {
			engine,
			others,
			signal,
			record,
			jobs,
			progress,
			isTrusting: trust,
			...omitUndefined({ sign }),
		}).finally(progress.end);
		if (values.report !== undefined)
			await writeReport(resolve(io.cwd, values.report), verification, { shard });
		return report(verification, examples.length, record, io);
	} catch (error) {
		return reportFailure(error, io);
	}
}

/** Examples that need more than the limits allow are only run where somebody said so. */
function separateTrusted(
	examples: readonly LoadedExample[],
	isAsked: boolean,
): { readonly examples: readonly LoadedExample[]; readonly leftOut: readonly LoadedExample[] } {
	const needsTrust = ({ manifest }: LoadedExample) => Object.keys(manifest.trust).length > 0;
	if (isAsked) return { examples, leftOut: [] };
	return {
		examples: examples.filter((example) => !needsTrust(example)),
		leftOut: examples.filter(needsTrust),
	};
}

/** Every engine is asked before anything runs: one that is not there at the beginning is a mistake, and not bad luck. */
async function connectAll(
	contexts: readonly string[],
	{ signal, builder }: Pick<ConnectOptions, 'signal' | 'builder'>,
	io: Io,
	{ connect }: VerifyWorld,
): Promise<Engine[]> {
	const chosen = contexts.length === 0 ? [undefined] : contexts;
	const engines = await Promise.all(chosen.map((context) => connect({ signal, builder, context })));
	for (const engine of engines) {
		const dead = await engine.cleanUpAfterDeadRuns();
		if (dead.length > 0)
			io.stderr.write(`Removed what ${count(dead.length, 'killed run')} had left behind.\n`);
	}
	return engines;
}

async function cleanUp(
	names: readonly string[],
	contexts: readonly string[],
	io: Io,
	world: VerifyWorld,
): Promise<number> {
	if (names.length > 0)
		throw new UsageError('`--clean` takes no examples: it removes what killed runs left.');
	try {
		await connectAll(contexts, { signal: io.interrupted }, io, world);
		io.stdout.write('Nothing of a killed run is left.\n');
		return EXIT.fine;
	} catch (error) {
		return reportFailure(error, io);
	}
}

/** Says why an engine could not be used; anything else is thrown again. */
function reportFailure(error: unknown, io: Io): number {
	if (error instanceof RunStopped) return STOPPED;
	if (!(error instanceof EngineFailure)) throw error;
	io.stderr.write(`drydock verify: ${error.message}\n${error.fix}\n`);
	return EXIT.unusable;
}

function parseContexts(text: string | undefined): string[] {
	if (text === undefined) return [];
	const names = text.split(',').map((name) => name.trim());
	if (names.some((name) => !/^[\w.+-]+$/.test(name)) || new Set(names).size < names.length)
		throw new UsageError(
			`--context cannot be \`${text}\`. It names Docker contexts, each once: \`default,builder\`.`,
		);
	return names;
}

function report(
	{ outcomes, left, wasStopped, leftBehind }: Verification,
	total: number,
	record: boolean,
	io: Io,
): number {
	const problems = outcomes.flatMap((outcome) => outcome.problems);
	if (problems.length > 0) io.stderr.write(`\n${formatProblems(problems, choosePaint(io.stderr, io.env))}\n`);
	if (leftBehind.length > 0) io.stderr.write(`Could not be removed:\n  ${leftBehind.join('\n  ')}\n`);
	const proven = outcomes.filter((outcome) => outcome.problems.length === 0);
	const claims = proven.reduce((sum, { run }) => sum + (run?.claims.length ?? 0), 0);
	const parts = [
		`${proven.length} of ${total} ${total === 1 ? 'example' : 'examples'} proven, ${claims} claims hold.`,
		...(record ? [`Evidence written for ${proven.length}.`] : []),
		...(wasStopped ? ['Stopped; the same command goes on with what is missing.'] : []),
		...(left.length > 0 && !wasStopped ? [`Not begun: ${left.map(({ id }) => id).join(', ')}.`] : []),
	];
	io.stdout.write(`${parts.join(' ')}\n`);
	if (wasStopped) return STOPPED;
	return problems.length > 0 || left.length > 0 || leftBehind.length > 0 ? EXIT.found : EXIT.fine;
}

/** Problems of the examples themselves; what is wrong elsewhere is for \`drydock validate\` to say. */
function formatBrokenExamples({ problems, path }: Content, names: readonly string[]): string {
	const concerned = problems.filter((problem) => {
		const [folder, id = ''] = problem.path.slice(path.length + 1).split('/');
		return (
			folder === 'examples' &&
			problem.path.endsWith('example.yaml') &&
			(names.length === 0 || names.includes(id))
		);
	});
	return formatProblems(concerned);
}

function parseJobs(text: string | undefined): number {
	if (text === undefined) return Math.max(1, Math.floor(availableParallelism() / 2));
	const jobs = Number(text);
	if (!Number.isInteger(jobs) || jobs < 1)
		throw new UsageError(`--jobs cannot be \`${text}\`. It is a number from 1.`);
	return jobs;
}
