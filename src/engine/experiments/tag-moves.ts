import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { handMadeImage } from '#examples/services/hand-made-image.ts';
import { waitForAnswer } from '../procedures/http.ts';
import { imageRegistry } from '../services/image-registry.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z.strictObject({
	repository: z.string().describe('The repository of `image-registry` whose tag moves.'),
	tag: z.string().default('latest').describe('The tag that moves.'),
	files: z
		.record(z.string(), z.string())
		.describe('What the new image behind the tag has in it: content by path in the image.'),
	raisedIn: innerPath
		.optional()
		.describe(
			'The file whose digest is raised to the one behind the tag before the second build, as a bot does.',
		),
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What the application is asked for.'),
	shows: z.string().describe('A text that is in the answer only where the new image was built in.'),
});

/** Builds, lets a tag in the registry name another image, and builds again with the cache. */
export const tagMoves = defineExperiment({
	name: 'tag-moves',
	summary: 'Moves a tag in `image-registry` and builds again, with no line changed or the digest alone.',
	settings,
	measures: {
		images: {
			unit: 'count',
			says: 'The different images that the two builds gave, by the digest of their configuration.',
		},
		'new-image-arrives': {
			unit: 'boolean',
			says: 'Whether the image that the tag was moved to is in the second build.',
		},
		'steps-run': {
			unit: 'count',
			// The cache of an earlier run may hold what the moved tag brings. What must hold is a claim.
			varies: 'freely',
			says: 'The steps of the second build that BuildKit carried out.',
		},
		'tag-before': { unit: 'text', says: 'The digest behind the tag at the first build.' },
		'tag-after': { unit: 'text', says: 'The digest behind the tag at the second build.' },
		'answer-before': { unit: 'text', says: 'What the application of the first image answers.' },
		'answer-after': { unit: 'text', says: 'What the application of the second image answers.' },
	},
	async run(_side, { repository, tag, files, raisedIn, port, path, shows }, tools) {
		const registry = tools.service(imageRegistry);
		const fetchDigest = async () => (await registry.digestBehind(repository, tag)) ?? '';
		const fetchImageAnswer = (image: string) => ask(image, port, path, tools);

		const first = await tools.image();
		const [idBefore, tagBefore] = [await getImageId(first.image, tools), await fetchDigest()];
		const answerBefore = await fetchImageAnswer(first.image);
		tools.step('moving the tag');
		await registry.publish(repository, tag, await handMadeImage(files));
		const tagAfter = await fetchDigest();
		if (raisedIn !== undefined) await tools.edit(raisedIn, tagBefore, tagAfter);
		tools.step('building again');
		const raised = `${repository}:${tag}@${tagAfter}`;
		const second = await tools.rebuild({
			bases: { [`${registry.host}/${raised}`]: `${registry.address}/${raised}` },
		});
		const answerAfter = await fetchImageAnswer(second.image);
		const carriedOut = second.steps.filter(({ isCached }) => !isCached);
		return {
			measurements: {
				images: { value: new Set([idBefore, await getImageId(second.image, tools)]).size },
				'new-image-arrives': { value: answerAfter.includes(shows) },
				'steps-run': { value: carriedOut.length, details: carriedOut.map(({ name }) => name) },
				'tag-before': { value: tagBefore },
				'tag-after': { value: tagAfter },
				'answer-before': { value: answerBefore },
				'answer-after': { value: answerAfter },
			},
		};
	},
});

async function getImageId(image: string, { engine }: Tools): Promise<string> {
	return (await engine.inspectImage(image))?.id ?? '';
}

async function ask(image: string, port: number, path: string, tools: Tools): Promise<string> {
	const container = await tools.start({ image, name: 'app', publish: [port] });
	const { body } = await waitForAnswer(tools, container, { port, path });
	await tools.engine.remove(container);
	return body.trim().slice(0, 1000);
}
