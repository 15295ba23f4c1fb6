import { z } from 'zod';
import { checkout } from '../services/checkout.ts';
import { defineExperiment } from './experiment.ts';

const settings = z.strictObject({
	folder: z.string().describe('The folder of the image that the context was copied to: `/app`.'),
	file: z.string().describe('A file that is no longer in the tree, but in the history.'),
	text: z.string().min(8).describe('The canary that was in it.'),
});

/** Asks the history in the image for a file that was deleted from the tree. */
export const recoverFromHistory = defineExperiment({
	name: 'recover-from-history',
	summary: 'Whether a secret that was deleted from the tree can be read from a `.git` in the image.',
	settings,
	measures: {
		recovered: {
			unit: 'boolean',
			says: 'Whether `git log --patch`, run over the folder of the image, prints the deleted secret.',
		},
	},
	async run(_side, { folder, file, text }, tools) {
		const { image } = await tools.image();
		tools.step('reading the history');
		const args = ['log', '--all', '--patch', '--format=%h %s', '--', file];
		const result = await tools.service(checkout).gitOver(image, folder, args);
		const output = `${result.stdout}${result.stderr}`.trim();
		return {
			measurements: { recovered: { value: result.exitCode === 0 && output.includes(text) } },
			sessions: [
				{
					id: 'history-in-the-image',
					command: `git -C /checkout ${args.map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ')}`,
					output,
					exitCode: result.exitCode,
				},
			],
		};
	},
});
