import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listBaseNames } from '#examples/base-names.ts';
import type { Example } from '#examples/example.ts';
import { BuildLog } from '../docker/build-log.ts';
import type { BuildStep } from '../engine.ts';
import type { SideRun, Tools } from '../experiments/experiment.ts';
import { EngineFailure } from '../failure.ts';
import type { ProcessResult } from '../process.ts';
import { BUILDER_BASE, type SecondEngine, startSecondEngine } from '../second-engine.ts';
import type { ImageRegistry } from '../services/image-registry.ts';

/** What one builder made of a target. */
export interface BakedImage {
	readonly steps: readonly BuildStep[];
	readonly seconds: number;
	/** The digests of its layers above the base images, oldest first. */
	readonly ownLayers: readonly string[];
}

/** Puts the base images of an example into the registry of the run, from where every builder takes them. */
export async function pushBases(example: Example, registry: ImageRegistry, { engine }: Tools): Promise<void> {
	for (const name of listBaseNames(example)) {
		const there = registry.imageName(...splitImageName(name));
		await engine.tagImage(name, there);
		const { exitCode, stdout, stderr } = await engine.push(there);
		await engine.removeImage(there);
		if (exitCode !== 0) throw createBuilderFailure('push', `${stdout}${stderr}`);
	}
}

/** Builds a target of the side's `docker-bake.hcl`, as it is now, on a builder that has the base images alone, and pushes it. */
export async function bakeOnFreshBuilder(
	target: string,
	side: SideRun,
	registry: ImageRegistry,
	tools: Tools,
): Promise<BakedImage> {
	const builder = await startBuilder(registry, tools);
	const bases = listBaseNames(side.example);
	for (const name of bases) {
		const there = registry.nameAt(registry.host, ...splitImageName(name));
		await callDocker(builder, ['pull', '--quiet', there]);
		await callDocker(builder, ['tag', there, name]);
	}
	const files = await copyProject(target, side, builder, tools);
	const push = ['--allow=network.host', '--progress=rawjson', '--push'];
	const { stderr, seconds } = await callDocker(builder, [...BAKE, ...push, ...files, target], PROJECT);
	const log = new BuildLog();
	for (const line of stderr.split('\n')) log.add(line);
	const { stdout } = await callDocker(builder, [...BAKE, '--print', ...files, target], PROJECT);
	const layers = await listLayers(JSON.parse(stdout).target[target].tags[0], builder);
	const fromBases = (await Promise.all(bases.map((name) => listLayers(name, builder)))).flat();
	await tools.engine.remove(builder.container);
	return { steps: log.steps(), seconds, ownLayers: layers.filter((digest) => !fromBases.includes(digest)) };
}

/** Its images lie where BuildKit can hand out its cache: in containerd's store, the default of a fresh Engine 29. */
async function startBuilder(registry: ImageRegistry, { engine }: Tools): Promise<SecondEngine> {
	const address = (await engine.inspect(registry.container)).addresses['bridge'] ?? '';
	return startSecondEngine(engine, {
		image: BUILDER_BASE,
		hosts: { [registry.host.replace(/:\d+$/, '')]: address },
		configuration: {
			features: { 'containerd-snapshotter': true },
			'insecure-registries': [registry.host],
		},
	});
}

const BAKE = ['buildx', 'bake'];
const PROJECT = '/project';
const ADDRESSES = '/addresses.json';

/** Copies the side into the builder, and beside it where its steps reach the run's services; answers the files to bake from. */
async function copyProject(
	target: string,
	side: SideRun,
	{ container }: SecondEngine,
	{ engine, hosts }: Tools,
): Promise<string[]> {
	const folder = await mkdtemp(join(engine.temporaryFolder(), 'bake-'));
	const addresses = join(folder, 'addresses.json');
	const reach = { network: 'host', 'extra-hosts': hosts };
	await writeFile(addresses, JSON.stringify({ target: { [target]: reach } }));
	await engine.copyInto(container, addresses, ADDRESSES);
	await engine.exec(container, ['mkdir', '-p', PROJECT]);
	await engine.copyInto(container, `${side.folder}/.`, PROJECT);
	return ['--file=docker-bake.hcl', `--file=${ADDRESSES}`];
}

async function listLayers(image: string, builder: SecondEngine): Promise<string[]> {
	const { stdout } = await callDocker(builder, [
		...['image', 'inspect', '--format={{json .RootFS.Layers}}', image],
	]);
	return JSON.parse(stdout);
}

async function callDocker(
	builder: SecondEngine,
	args: readonly string[],
	folder?: string,
): Promise<ProcessResult> {
	const result = await builder.docker(args, folder);
	if (result.exitCode === 0) return result;
	throw createBuilderFailure(args.slice(0, 2).join(' '), result.stderr);
}

function splitImageName(name: string): [repository: string, tag: string] {
	const [, repository = name, tag = 'latest'] = /^(.*?)(?::([\w.-]+))?$/.exec(name) ?? [];
	return [repository, tag];
}

function createBuilderFailure(command: string, output: string): EngineFailure {
	return new EngineFailure(
		'builder-failed',
		`On a builder of the run \`docker ${command}\` failed.`,
		'Below is what it said last.',
		output.trim().split('\n').slice(-8).join('\n'),
	);
}
