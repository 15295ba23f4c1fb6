import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Session } from '#examples/evidence/evidence.ts';
import { innerPath } from '#examples/inner-path.ts';
import { makeVariedText } from '#examples/services/package-tarball.ts';
import type { Container } from '../engine.ts';
import { EngineFailure } from '../failure.ts';
import { pushImage, stripProgress } from '../procedures/push.ts';
import { collectGarbage, runCleanUp } from '../procedures/registry-clean-up.ts';
import type { ProcessResult } from '../process.ts';
import { SECOND_ENGINE_BASE, type SecondEngine, startSecondEngine } from '../second-engine.ts';
import { connectRegistry, type ImageRegistry } from '../services/image-registry.ts';
import { defineExperiment, type SideRun, type Tools, WITH_PACKAGES } from './experiment.ts';

const settings = z.strictObject({
	host: z.string().describe('What the registry is called in sessions: `registry.tides.example:5000`.'),
	versions: z.int().min(3).default(6).describe('How many versions are pushed before the cleaning.'),
	keep: z.int().min(1).default(2).describe('How many of the newest are to stay: `KEEP` in the environment.'),
	running: z
		.int()
		.min(1)
		.default(2)
		.describe('The version that still runs somewhere; its digest is `RUNNING`.'),
	index: z
		.boolean()
		.default(false)
		.describe('Every version is pushed as an index with one image in it, as builders with provenance do.'),
	inside: z
		.array(z.string())
		.optional()
		.describe('Cleans with this command in the container of the registry.'),
	job: innerPath
		.optional()
		.describe('Cleans with the image of this folder of the side, which reaches the registry at `REGISTRY`.'),
	collect: z
		.array(z.string())
		.optional()
		.describe(
			'Then stops the registry, runs its image with this command on the same store, and starts it again.',
		),
});

type CleanRegistrySettings = z.infer<typeof settings>;

/** Bytes of the layer that each version brings along. */
const LAYER_BYTES = 1_000_000;

/** Starts the side's registry, pushes versions of an image, cleans up as the side does, and pulls on a host that has nothing. */
export const cleanRegistry = defineExperiment({
	name: 'clean-registry',
	summary:
		'Cleans the side’s registry in its own way: bytes freed, and what a host without images can still pull.',
	bases: ['debian:bookworm-slim', SECOND_ENGINE_BASE],
	exceeds: ['privileged'],
	settings,
	measures: {
		'stored-before': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of all blobs in the registry before the cleaning.',
		},
		'stored-after': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of all blobs in the registry after the cleaning.',
		},
		'freed-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes that the cleaning freed, the collection included.',
		},
		'freed-blobs': {
			unit: 'count',
			says: 'The layers, configurations and manifests that the cleaning freed.',
		},
		'freed-before-collecting': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes that the cleaning freed before garbage was collected; all of them where none is collected.',
		},
		'versions-that-pull': {
			unit: 'count',
			says: 'The versions that a host without images can pull after the cleaning.',
		},
		'running-pulls': {
			unit: 'boolean',
			says: 'Whether the version that still runs somewhere can be pulled by its digest after the cleaning.',
		},
		'newest-pulls': { unit: 'boolean', says: 'Whether the newest version can be pulled after the cleaning.' },
		'next-push-pulls': {
			unit: 'boolean',
			says: 'Whether a version that is pushed after the cleaning can be pulled. The push itself reports success.',
		},
	},
	async run(side, given, tools) {
		const { image } = await tools.image();
		const store = await tools.engine.createVolume('registry-store');
		const start = () => startRegistry(image, store, given.host, tools);
		let { registry, container } = await start();
		const digests = await pushVersions(given, side, registry, tools);

		tools.step('cleaning up');
		const before = await registry.stored();
		const sessions = [await runCleanUp(given, digests, registry, container, tools)];
		const cleaned = await registry.stored();
		if (given.collect !== undefined) {
			await tools.engine.stop(container);
			sessions.push(await collectGarbage(given.collect, image, store, side, registry, tools));
			({ registry, container } = await start());
		}
		const after = await registry.stored();

		tools.step('pulling on another host');
		const host = await startSecondEngine(tools.engine, { network: `container:${container.id}` });
		const pull = (reference: string) => pullOn(host, reference, registry);
		const running = await pull(digests[given.running - 1] ?? '');
		const pulls: ProcessResult[] = [];
		for (let version = 1; version <= given.versions; version++) pulls.push(await pull(String(version)));
		const next = given.versions + 1;
		await pushVersion(next, given, side, registry, tools);
		const nextPull = await pull(String(next));
		const newest = pulls.at(-1);
		sessions.push(pullSession('pull-newest', String(given.versions), newest ?? nextPull, registry));
		sessions.push(pullSession('pull-running', digests[given.running - 1] ?? '', running, registry));
		return {
			measurements: {
				'stored-before': { value: before.bytes },
				'stored-after': { value: after.bytes },
				'freed-bytes': { value: before.bytes - after.bytes },
				'freed-blobs': { value: before.blobs - after.blobs },
				'freed-before-collecting': { value: before.bytes - cleaned.bytes },
				'versions-that-pull': {
					value: pulls.filter(({ exitCode }) => exitCode === 0).length,
					details: pulls.map((result, index) => `version ${index + 1}: ${getLastLine(result, registry)}`),
				},
				'running-pulls': { value: running.exitCode === 0, details: [getLastLine(running, registry)] },
				'newest-pulls': { value: newest?.exitCode === 0 },
				'next-push-pulls': { value: nextPull.exitCode === 0, details: [getLastLine(nextPull, registry)] },
			},
			sessions,
		};
	},
});

async function startRegistry(
	image: string,
	store: string,
	host: string,
	{ engine }: Tools,
): Promise<{ registry: ImageRegistry; container: Container }> {
	const container = await engine.start({
		image,
		name: 'registry',
		publish: [5000],
		mounts: [`${store}:/var/lib/registry`],
		env: { OTEL_TRACES_EXPORTER: 'none' },
	});
	const registry = await connectRegistry(engine, container, host);
	await registry.ready();
	return { registry, container };
}

/** Answers the digests, oldest first. */
async function pushVersions(
	given: CleanRegistrySettings,
	side: SideRun,
	registry: ImageRegistry,
	tools: Tools,
): Promise<string[]> {
	const digests: string[] = [];
	for (let version = 1; version <= given.versions; version++) {
		tools.step(`pushing version ${version} of ${given.versions}`);
		digests.push(await pushVersion(version, given, side, registry, tools));
	}
	return digests;
}

/** All versions share their base; each has a layer of its own. */
async function pushVersion(
	version: number,
	{ index }: CleanRegistrySettings,
	{ folder }: SideRun,
	registry: ImageRegistry,
	tools: Tools,
): Promise<string> {
	const context = join(folder, '.version');
	await mkdir(context, { recursive: true });
	await writeFile(join(context, 'Dockerfile'), 'FROM debian:bookworm-slim\nCOPY tables.txt /tables.txt\n');
	await writeFile(join(context, 'tables.txt'), makeVariedText(`version ${version}`, LAYER_BYTES));
	const { image } = await tools.rebuild({ folder: '.version' });
	const name = { repository: 'tides', tag: String(version) };
	const { digest } = await pushImage(image, name, registry, tools);
	return index ? replaceByIndex(digest, name, registry, tools) : digest;
}

/** The tag then means the index; its image keeps no tag, and is reached through the index alone. */
async function replaceByIndex(
	digest: string,
	{ repository, tag }: { readonly repository: string; readonly tag: string },
	registry: ImageRegistry,
	{ engine }: Tools,
): Promise<string> {
	const { exitCode, stdout, stderr } = await engine.indexInRegistry(
		registry.imageName(repository, digest),
		registry.imageName(repository, tag),
	);
	const behind = await registry.digestBehind(registry.repositoryPath(repository), tag);
	if (exitCode === 0 && behind !== undefined && behind !== digest) return behind;
	throw new EngineFailure(
		'push-failed',
		'The image could not be put into an index in the registry of the run.',
		'Below is what `docker buildx imagetools create` said.',
		registry.inItsOwnWords(stdout + stderr).trim(),
	);
}

function pullOn(host: SecondEngine, reference: string, registry: ImageRegistry): Promise<ProcessResult> {
	return host.docker(['pull', registry.nameAt('127.0.0.1:5000', 'tides', reference)]);
}

function pullSession(
	id: string,
	reference: string,
	{ stdout, stderr, exitCode }: ProcessResult,
	registry: ImageRegistry,
): Session {
	const command = `docker pull ${registry.displayName('tides', reference)}`;
	return { id, command, output: stripProgress(registry.inItsOwnWords(stdout + stderr)), exitCode };
}

function getLastLine({ stdout, stderr }: ProcessResult, registry: ImageRegistry): string {
	return registry.inItsOwnWords(`${stdout}${stderr}`).trim().split('\n').at(-1) ?? '';
}
