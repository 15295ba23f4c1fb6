import { z } from 'zod';
import type { Session } from '#examples/evidence/evidence.ts';
import { EngineFailure } from '../failure.ts';
import { waitForAnswer } from '../procedures/http.ts';
import { type Pushed, pushImage } from '../procedures/push.ts';
import { type ImageRegistry, imageRegistry } from '../services/image-registry.ts';
import { defineExperiment, type Tools, WITH_PACKAGES } from './experiment.ts';

const settings = z.strictObject({
	environments: z.array(z.string()).min(2).describe('In the order in which a version passes through them.'),
	by: z
		.enum(['rebuild', 'digest'])
		.describe('`rebuild` builds for each environment; `digest` builds once and gives that image more tags.'),
	variable: z
		.string()
		.default('ENVIRONMENT')
		.describe('Names the environment: a build argument to `rebuild`, an environment variable to `digest`.'),
	version: z.string().default('1.0.0').describe('The tag under which the one image is pushed.'),
	port: z.int().default(8080),
	path: z
		.string()
		.default('/')
		.describe('What the application is asked for; its answer names the environment.'),
	session: z.string().optional().describe('Keeps the last promotion by digest under this id.'),
});

type PromoteSettings = z.infer<typeof settings>;

/** What one environment is given. */
interface Deployed {
	readonly environment: string;
	readonly repository: string;
	readonly tag: string;
	readonly digest: string;
}

interface Promotion {
	readonly deployed: readonly Deployed[];
	readonly pushes: readonly Pushed[];
	readonly sessions: readonly Session[];
}

/** Brings one version into several environments, by building it for each or by promoting one image. */
export const promote = defineExperiment({
	name: 'promote',
	summary: 'Brings a version into several environments through `image-registry`: images, digests, bytes.',
	settings,
	measures: {
		environments: { unit: 'count', says: 'The environments that the version was brought into.' },
		digests: { unit: 'count', says: 'The different images, by digest, that the environments run.' },
		'tested-is-deployed': {
			unit: 'boolean',
			says: 'Whether the last environment runs the very image that the first one ran.',
		},
		'all-answer': {
			unit: 'boolean',
			says: 'Whether the application, pulled from the registry, answers in each environment with its name.',
		},
		'first-push-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes stored for the first environment, base image included.',
		},
		'added-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes that the other environments added to the registry.',
		},
		'added-blobs': {
			unit: 'count',
			says: 'The layers, configurations and manifests that the other environments added to the registry.',
		},
	},
	async run(_side, given, tools) {
		const registry = tools.service(imageRegistry);
		const { image } = await tools.image();
		const { deployed, pushes, sessions } =
			given.by === 'rebuild'
				? await rebuildPerEnvironment(given, registry, tools)
				: await tagPerEnvironment(image, given, registry, tools);
		const digests = deployed.map(({ digest }) => digest);
		const answers: string[] = [];
		for (const one of deployed) answers.push(await fetchImageAnswer(one, given, registry, tools));
		const first = pushes[0]?.stored ?? { bytes: 0, blobs: 0 };
		const last = await registry.stored();
		return {
			measurements: {
				environments: { value: deployed.length },
				digests: {
					value: new Set(digests).size,
					details: deployed.map(({ environment, digest }) => `${environment}: ${digest}`),
				},
				'tested-is-deployed': { value: digests[0] === digests.at(-1) },
				'all-answer': {
					value: deployed.every(({ environment }, index) => answers[index]?.includes(`"${environment}"`)),
					details: answers,
				},
				'first-push-bytes': { value: first.bytes },
				'added-bytes': { value: last.bytes - first.bytes },
				'added-blobs': { value: last.blobs - first.blobs },
			},
			sessions,
		};
	},
});

/** Each environment has a pipeline of its own, whose builder begins with an empty cache. */
async function rebuildPerEnvironment(
	{ environments, variable }: PromoteSettings,
	registry: ImageRegistry,
	tools: Tools,
): Promise<Promotion> {
	const deployed: Deployed[] = [];
	const pushes: Pushed[] = [];
	for (const environment of environments) {
		tools.step(`building for ${environment}`);
		const { image } = await tools.rebuild({ isCold: true, args: { [variable]: environment } });
		const name = { repository: `${environment}/tides`, tag: 'latest' };
		const pushed = await pushImage(image, name, registry, tools, pushes.at(-1)?.stored);
		pushes.push(pushed);
		deployed.push({ environment, ...name, digest: pushed.digest });
	}
	return { deployed, pushes, sessions: [] };
}

async function tagPerEnvironment(
	image: string,
	{ environments, version, session }: PromoteSettings,
	registry: ImageRegistry,
	tools: Tools,
): Promise<Promotion> {
	const repository = 'tides';
	const pushed = await pushImage(image, { repository, tag: version }, registry, tools);
	const deployed: Deployed[] = [];
	const sessions: Session[] = [];
	for (const environment of environments) {
		tools.step(`promoting to ${environment}`);
		const { output, digest } = await addTag(pushed.digest, { repository, tag: environment }, registry, tools);
		deployed.push({ environment, repository, tag: environment, digest });
		if (session === undefined || environment !== environments.at(-1)) continue;
		const names = [environment, pushed.digest].map((reference) =>
			registry.displayName(repository, reference),
		);
		const command = `docker buildx imagetools create --prefer-index=false --tag ${names.join(' ')}`;
		sessions.push({ id: session, command, output, exitCode: 0 });
	}
	return { deployed, pushes: [pushed], sessions };
}

async function addTag(
	digest: string,
	{ repository, tag }: { readonly repository: string; readonly tag: string },
	registry: ImageRegistry,
	{ engine }: Tools,
): Promise<{ output: string; digest: string }> {
	const [from, to] = [registry.imageName(repository, digest), registry.imageName(repository, tag)];
	const { exitCode, stdout, stderr } = await engine.renameInRegistry(from, to);
	const output = registry.inItsOwnWords(stdout + stderr).trim();
	const behind = await registry.digestBehind(registry.repositoryPath(repository), tag);
	if (exitCode === 0 && behind !== undefined) return { output, digest: behind };
	throw new EngineFailure(
		'promotion-failed',
		`The image could not be given the tag \`${tag}\` in the registry of the run.`,
		'Below is what `docker buildx imagetools create` said.',
		output,
	);
}

/** Pulled by its tag, as a host of that environment does. */
async function fetchImageAnswer(
	{ environment, repository, tag }: Deployed,
	{ by, variable, port, path }: PromoteSettings,
	registry: ImageRegistry,
	tools: Tools,
): Promise<string> {
	const image = registry.imageName(repository, tag);
	tools.step(`running it in ${environment}`);
	await tools.engine.pull(image);
	const env = by === 'digest' ? { [variable]: environment } : {};
	const container = await tools.start({ image, name: 'app', publish: [port], env });
	const { body } = await waitForAnswer(tools, container, { port, path });
	await tools.engine.remove(container);
	await tools.engine.removeImage(image);
	return body.trim().slice(0, 1000);
}
