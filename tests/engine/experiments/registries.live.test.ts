import { afterEach, describe, expect, test } from 'vitest';
import { createBases } from '#engine/bases/bases.ts';
import { provideToolImage } from '#engine/bases/tool-image.ts';
import { connectDocker } from '#engine/docker/docker-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { pushImage } from '#engine/procedures/push.ts';
import { type ImageRegistry, imageRegistry } from '#engine/services/image-registry.ts';
import { handMadeImage } from '#examples/services/hand-made-image.ts';
import { fakeExample } from '../fake-example.ts';
import { hasEngine, objectsOfRun } from '../live-engine.ts';
import { measureExperiment } from './measure-experiment.ts';

const HOST = 'registry.tides.example:5000';

describe.skipIf(!hasEngine('a registry of the run'))('a registry of the run', () => {
	let engine: Engine;
	afterEach(async () => {
		expect(await engine.cleanUp()).toEqual([]);
		expect(objectsOfRun(engine.runId)).toEqual([]);
	});

	async function started(images: object[] = []): Promise<ImageRegistry> {
		engine = await connectDocker();
		const bases = createBases(engine, () => {});
		const { handle } = await imageRegistry.start(imageRegistry.settings.parse({ host: HOST, images }), {
			engine,
			example: fakeExample('any'),
			side: 'before',
			folder: engine.temporaryFolder(),
			toolImage: (image) => provideToolImage(image, engine, bases),
		});
		await bases.provide('debian:bookworm-slim');
		return handle;
	}

	test('has the images it is told to have, under the digest that the same files always give', async () => {
		const files = { '/tables.txt': 'tides\n' };
		const registry = await started([{ repository: 'tables', tag: '1', files }]);
		expect(await registry.digestBehind('tables', '1')).toBe((await handMadeImage(files)).manifest.digest);
		expect(await registry.digestBehind('tables', '2')).toBeUndefined();
		expect((await registry.stored()).blobs).toBe(3);
	});

	test('stores an image that is pushed twice once, and gives it more tags without storing more', async () => {
		const registry = await started();
		const push = (tag: string) =>
			pushImage('debian:bookworm-slim', { repository: 'tides', tag }, registry, { engine });
		const first = await push('1');
		const second = await push('2');
		expect(first.bytes).toBeGreaterThan(1_000_000);
		expect(second).toMatchObject({ bytes: 0, blobs: 0, digest: first.digest });
		expect(second.output).toContain(`[${HOST}/tides]`);
		expect(await registry.tags(registry.repositoryPath('tides'))).toEqual(['1', '2']);

		const from = registry.imageName('tides', first.digest);
		expect((await engine.renameInRegistry(from, registry.imageName('tides', '3'))).exitCode).toBe(0);
		expect(await registry.digestBehind(registry.repositoryPath('tides'), '3')).toBe(first.digest);
	});
});

const SERVER =
	"require('node:http').createServer((_, r) => r.end(process.env.ENVIRONMENT + require('node:fs').readFileSync('/a.txt'))).listen(8080)";
const APP = `FROM ${HOST}/texts:latest AS texts
FROM node:24-bookworm-slim
COPY --from=texts /a.txt /a.txt
COPY note.txt /note.txt
CMD ["node", "-e", ${JSON.stringify(SERVER)}]
`;
const CONFIGURATION =
	'version: 0.1\nlog: {level: warn}\nstorage: {filesystem: {rootdirectory: /var/lib/registry}}\nhttp: {addr: ":5000"}\n';
const REGISTRY = {
	Dockerfile: 'FROM registry:3\nCOPY config.yml /etc/distribution/config.yml\n',
	'config.yml': CONFIGURATION,
};

describe.skipIf(!hasEngine('experiments with registries'))('experiments with registries', () => {
	const texts = (content: string) => ({ repository: 'texts', tag: 'latest', files: { '/a.txt': content } });
	const setup = { 'image-registry': { host: HOST, images: [texts('old')] } };

	test('a tag that is moved to the same files changes nothing; to others, everything', async () => {
		const move = { repository: 'texts', shows: 'new' };
		const settings = {
			...move,
			before: { files: { '/a.txt': 'new' } },
			after: { files: { '/a.txt': 'old' } },
		};
		const { before, after } = await measureExperiment(
			'tag-moves',
			settings,
			{ Dockerfile: APP, 'note.txt': '' },
			setup,
		);
		expect(before).toMatchObject({ images: 2, 'new-image-arrives': true, 'answer-after': 'undefinednew' });
		expect(after).toMatchObject({ images: 1, 'new-image-arrives': false, 'steps-run': 0 });
	});

	test('each push of an edited file stores that file anew, and the base once', async () => {
		const edit = { file: 'note.txt', from: 'note', to: 'note {push} {unique}' };
		const files = { Dockerfile: 'FROM debian:bookworm-slim\nCOPY note.txt /\n', 'note.txt': 'note\n' };
		const { before, sessions } = await measureExperiment(
			'push-repeatedly',
			{ times: 2, edit, session: 'last' },
			files,
			setup,
		);
		expect(before).toMatchObject({ pushes: 2, 'blobs-per-push': 3 });
		expect(before['bytes-per-push']).toBeLessThan(20_000);
		expect(before['first-push-bytes']).toBeGreaterThan(1_000_000);
		expect(sessions[0]?.command).toBe(`docker push ${HOST}/tides:2`);
	});

	test('promoting a digest adds tags, rebuilding adds images', async () => {
		const dockerfile = `${APP}ARG ENVIRONMENT\nENV ENVIRONMENT="\\"$ENVIRONMENT\\""\n`;
		const settings = { environments: ['a', 'b'], before: { by: 'rebuild' }, after: { by: 'digest' } };
		const { before, after } = await measureExperiment(
			'promote',
			settings,
			{ Dockerfile: dockerfile, 'note.txt': '' },
			setup,
		);
		expect(before).toMatchObject({ digests: 2, 'tested-is-deployed': false, 'all-answer': true });
		expect(after).toMatchObject({ digests: 1, 'tested-is-deployed': true, 'added-blobs': 0 });
	});

	test('a registry whose files are removed gives no image back; one that nobody cleans gives all', async () => {
		const remove = 'find /var/lib/registry/docker/registry/v2/blobs -name data -exec rm {} +';
		const sides = { before: { inside: ['sh', '-c', remove] }, after: { inside: ['true'] } };
		const { before, after } = await measureExperiment(
			'clean-registry',
			{ host: HOST, versions: 3, ...sides },
			REGISTRY,
		);
		expect(before).toMatchObject({ 'versions-that-pull': 0, 'running-pulls': false, 'stored-after': 0 });
		expect(after).toMatchObject({ 'versions-that-pull': 3, 'running-pulls': true, 'freed-bytes': 0 });
	});

	test('a registry in plain HTTP stays refused where nothing is set up', async () => {
		const { before } = await measureExperiment(
			'reach-registry',
			{ host: 'registry.tides.example' },
			REGISTRY,
		);
		expect(before).toMatchObject({
			'refused-by-default': true,
			'push-works': false,
			'answers-plain-http': true,
		});
	});
});
