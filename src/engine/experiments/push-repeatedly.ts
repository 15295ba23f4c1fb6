import { z } from 'zod';
import { type ImageRegistry, imageRegistry } from '../services/image-registry.ts';
import { defineExperiment, type SideRun, type Tools } from './experiment.ts';
import { pushImage, pushSession } from './push.ts';

const settings = z.strictObject({
	times: z.int().min(2).default(30).describe('How many versions are pushed.'),
	edit: z
		.strictObject({
			file: z.string().describe('A file of the side.'),
			from: z.string().describe('The text in it that is replaced; `to` keeps it for the next push.'),
			to: z.string().describe('What stands there instead. `{push}` is the number of the push.'),
		})
		.describe('What changes between two pushes.'),
	session: z.string().optional().describe('Keeps the last push under this id, to be shown in a lesson.'),
});

/** What one push left in the registry. */
interface Push {
	readonly bytes: number;
	readonly blobs: number;
	readonly stored: number;
}

/** Changes the sources, builds with the cache and pushes, over and over, and asks the registry what it stores. */
export const pushRepeatedly = defineExperiment({
	name: 'push-repeatedly',
	summary: 'Pushes the side to `image-registry` after each of many edits: bytes stored by each push.',
	settings,
	measures: {
		pushes: { unit: 'count', says: 'The versions that were pushed, the first one included.' },
		'first-push-bytes': {
			unit: 'bytes',
			says: 'The bytes that the first push stored in the empty registry, compressed, the base image included.',
		},
		'bytes-per-push': {
			unit: 'bytes',
			says: 'The new bytes that a later push stored in the registry, compressed; the median. Each one is given, in order.',
		},
		'blobs-per-push': {
			unit: 'count',
			says: 'The new blobs that a later push stored: layers, one configuration, one manifest; the median.',
		},
		'grown-bytes': { unit: 'bytes', says: 'The bytes that all pushes after the first added to the registry.' },
		'stored-bytes': { unit: 'bytes', says: 'The bytes of all blobs in the registry after the last push.' },
	},
	async run(side, { times, edit, session }, tools) {
		const registry = tools.service(imageRegistry);
		await tools.image();
		const pushes: Push[] = [];
		for (let push = 1; push <= times; push++) {
			tools.step(`push ${push} of ${times}`);
			if (push > 1) await tools.edit(edit.file, edit.from, edit.to.replaceAll('{push}', String(push)));
			pushes.push(await pushOnce(String(push), pushes.at(-1)?.stored ?? 0, registry, tools));
		}
		const [first, ...later] = pushes;
		const bytes = later.map((push) => push.bytes);
		const last = pushes.at(-1)?.stored ?? 0;
		return {
			measurements: {
				pushes: { value: pushes.length },
				'first-push-bytes': { value: first?.bytes ?? 0 },
				'bytes-per-push': { value: median(bytes), runs: bytes },
				'blobs-per-push': { value: median(later.map(({ blobs }) => blobs)) },
				'grown-bytes': { value: last - (first?.stored ?? 0) },
				'stored-bytes': {
					value: last,
					details: pushes.map(({ stored }, index) => `after push ${index + 1}: ${stored} bytes`),
				},
			},
			...(session === undefined ? {} : { sessions: [await shown(session, times, side, registry, tools)] }),
		};
	},
});
