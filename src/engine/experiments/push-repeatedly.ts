import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { computeMedian } from '#examples/median.ts';
import { type Pushed, pushImage, pushSession } from '../procedures/push.ts';
import { imageRegistry } from '../services/image-registry.ts';
import { defineExperiment, WITH_PACKAGES } from './experiment.ts';

const settings = z.strictObject({
	times: z.int().min(2).default(30).describe('How many versions are pushed.'),
	edit: z
		.strictObject({
			file: innerPath.describe('A file of the side.'),
			from: z.string().describe('The text in it that is replaced; `to` keeps it for the next push.'),
			to: z
				.string()
				.describe(
					'What stands there instead. `{push}` is the number of the push, `{unique}` a text never used before.',
				),
		})
		.describe('What changes between two pushes.'),
	session: z.string().optional().describe('Keeps the last push under this id, to be shown in a lesson.'),
});

/** Changes the sources, builds with the cache and pushes, over and over, and asks the registry what it stores. */
export const pushRepeatedly = defineExperiment({
	name: 'push-repeatedly',
	summary: 'Pushes the side to `image-registry` after each of many edits: bytes stored by each push.',
	settings,
	measures: {
		pushes: { unit: 'count', says: 'The versions that were pushed, the first one included.' },
		'first-push-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes that the first push stored in the empty registry, compressed, the base image included.',
		},
		'bytes-per-push': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The new bytes that a later push stored in the registry, compressed; the median. Each one is given, in order.',
		},
		'blobs-per-push': {
			unit: 'count',
			says: 'The new blobs that a later push stored: layers, one configuration, one manifest; the median.',
		},
		'grown-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes that all pushes after the first added to the registry.',
		},
		'stored-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of all blobs in the registry after the last push.',
		},
	},
	async run(_side, { times, edit, session }, tools) {
		const registry = tools.service(imageRegistry);
		await tools.image();
		const pushes: Pushed[] = [];
		for (let push = 1; push <= times; push++) {
			tools.step(`push ${push} of ${times}`);
			const to = edit.to.replaceAll('{push}', String(push)).replaceAll('{unique}', randomUUID());
			await tools.edit(edit.file, edit.from, to);
			// The first one too comes from the cache: of a step that was carried out twice BuildKit may take either result.
			const { image } = await tools.rebuild();
			const name = { repository: 'tides', tag: String(push) };
			pushes.push(await pushImage(image, name, registry, tools, pushes.at(-1)?.stored));
		}
		const [first, ...later] = pushes;
		const last = pushes.at(-1);
		const bytes = later.map((push) => push.bytes);
		return {
			measurements: {
				pushes: { value: pushes.length },
				'first-push-bytes': { value: first?.bytes ?? 0 },
				'bytes-per-push': { value: computeMedian(bytes), runs: bytes },
				'blobs-per-push': { value: computeMedian(later.map(({ blobs }) => blobs)) },
				'grown-bytes': { value: bytes.reduce((sum, each) => sum + each, 0) },
				'stored-bytes': {
					value: last?.stored.bytes ?? 0,
					details: pushes.map(({ stored }, index) => `after push ${index + 1}: ${stored.bytes} bytes`),
				},
			},
			sessions: session === undefined || last === undefined ? [] : [pushSession(session, last)],
		};
	},
});
