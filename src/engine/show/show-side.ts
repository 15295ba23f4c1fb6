import { join, relative } from 'node:path';
import { parseDockerfile } from '#core/dockerfile/parse.ts';
import type { Problem } from '#core/problem.ts';
import { quoteWord } from '#core/shell/quote-word.ts';
import { listBaseNames } from '#examples/base-names.ts';
import type { LoadedExample } from '#examples/content.ts';
import type { Example } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import { createBases } from '../bases/bases.ts';
import { withAddresses } from '../build-arguments.ts';
import { findComposeFile } from '../compose/compose-file.ts';
import { EngineFailure } from '../failure.ts';
import { checkRunLimits } from '../limits.ts';
import { makePlan } from '../plan.ts';
import { startServices } from '../run-side.ts';
import { createTurns } from '../turns.ts';
import { copySides, resolveInside } from '../workspace.ts';
import { showComposeSide } from './show-compose.ts';
import { fetchAnswer, type ShowOptions } from './shown.ts';

/**
 * Builds a side and runs it in front of the reader, each command shown before it runs. Answers the exit code of the first
 * command that failed, else 0. The caller cleans up.
 */
export async function showSide(example: LoadedExample, side: Side, options: ShowOptions): Promise<number> {
	const { engine, signal, say } = options;
	const isCompose = !hasDockerfile(example, side) && findComposeFile(example, side) !== undefined;
	if (!hasDockerfile(example, side) && !isCompose) {
		throw new EngineFailure(
			'nothing-to-build',
			`The ${side} of ${example.id} has no Dockerfile and no compose file.`,
			`Its files are in ${relative(process.cwd(), example.sides[side].folder)}.`,
		);
	}
	const plan = makePlan(example);
	const { isTrusting = false } = options;
	throwOnProblem([...plan.problems, ...checkRunLimits(example, plan, { isTrusting, isSideAlone: true })]);
	const bases = createBases(engine, (text) => say(`# ${text}`), signal);
	for (const name of listBaseNames(example)) await bases.provide(name);
	const folder = join(engine.temporaryFolder(), 'shown');
	await copySides(example, side, folder);
	const running = await startServices(example, side, plan, folder, {
		engine,
		bases,
		signal,
		turns: createTurns(),
		seenLayers: new Map(),
		onStep: (_example, _side, text) => say(`# ${text}, which this example needs`),
	});
	const standIns = { ...bases.replacements(), ...running.bases };
	if (isCompose) return showComposeSide(example, side, { hosts: running.hosts, bases: standIns }, options);
	const image = `${example.id}:${side}`;
	const built = running.changesContext ? join(folder, 'side') : example.sides[side].folder;
	const context = relative(process.cwd(), built) || '.';
	engine.ownImage(image);
	const failed = await runInFront(
		buildCommand(example, side, image, context, running.hosts, standIns),
		options,
	);
	if (failed !== 0) return failed;
	return await runImage(example, side, image, running.hosts, options);
}

function throwOnProblem([problem]: readonly Problem[]): void {
	if (problem === undefined) return;
	const { code, detail, fix, frame } = problem;
	throw new EngineFailure(code, detail, fix, frame);
}

interface ShownCommand {
	readonly args: readonly string[];
	/** Secrets reach the build through its environment. */
	readonly env?: Readonly<Record<string, string>>;
}

function buildCommand(
	{ manifest, folder }: Example,
	side: Side,
	image: string,
	context: string,
	hosts: Readonly<Record<string, string>>,
	bases: Readonly<Record<string, string>>,
): ShownCommand {
	const { args, secrets, ssh, target } = manifest.run.build[side];
	const makeVariableName = (id: string) => id.toUpperCase().replace(/[^A-Z0-9]/g, '_');
	return {
		args: [
			'build',
			`--tag=${image}`,
			...Object.entries(withAddresses(args, hosts)).map(([name, value]) => `--build-arg=${name}=${value}`),
			...Object.keys(secrets).map((id) => `--secret=id=${id},env=${makeVariableName(id)}`),
			...(ssh === undefined ? [] : [`--ssh=default=${relative(process.cwd(), resolveInside(folder, ssh))}`]),
			...(target === undefined ? [] : [`--target=${target}`]),
			...Object.entries(hosts).map(([name, address]) => `--add-host=${name}:${address}`),
			...Object.entries(bases).map(([name, to]) => `--build-context=${name}=docker-image://${to}`),
			context,
		],
		env: Object.fromEntries(Object.entries(secrets).map(([id, value]) => [makeVariableName(id), value])),
	};
}

async function runImage(
	example: Example,
	side: Side,
	image: string,
	hosts: Readonly<Record<string, string>>,
	options: ShowOptions,
): Promise<number> {
	const { engine, say, signal, once } = options;
	const name = `${example.id}-${side}`;
	const port = findExposedPort(example, side);
	const args = [
		'run',
		'--detach',
		'--rm',
		`--name=${name}`,
		...(port === undefined ? [] : [`--publish=127.0.0.1::${port}`]),
		...Object.entries(hosts).map(([host, address]) => `--add-host=${host}:${address}`),
		image,
	];
	const failed = await runInFront({ args }, options);
	if (failed !== 0) return failed;
	const container = { id: name, name };
	if (port !== undefined) {
		const address = await engine.portOf(container, port);
		say(`$ curl http://${address}/`);
		say((await fetchAnswer(`http://${address}/`, signal)) ?? '(no answer within 15 s)');
	}
	if (!once) {
		say('# It runs until you press Ctrl-C; then the container, the image and the services are removed.');
		await runInFront({ args: ['logs', '--follow', name] }, options);
	}
	return 0;
}

async function runInFront({ args, env = {} }: ShownCommand, { engine, say }: ShowOptions): Promise<number> {
	const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteWord(value)} `);
	say(`$ ${variables.join('')}docker ${args.map(quoteWord).join(' ')}`);
	return engine.inFront(args, env);
}

function hasDockerfile({ sides }: Example, side: Side): boolean {
	return sides[side].files.some(({ path }) => path === 'Dockerfile');
}

/** The first port that the final stage exposes. */
function findExposedPort({ sides }: Example, side: Side): number | undefined {
	const text = sides[side].files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
	const stage = parseDockerfile(text).dockerfile.stages.at(-1);
	const expose = stage?.instructions.find(({ keyword }) => keyword === 'EXPOSE');
	const port = Number.parseInt(expose?.args[0]?.text ?? '', 10);
	return Number.isNaN(port) ? undefined : port;
}
