import { z } from 'zod';
import { buildAgain } from '../procedures/refused-build.ts';
import { privateServer } from '../services/private-server.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment } from './experiment.ts';

const settings = z.strictObject({
	file: urlPath.describe('The file of `private-server` that is swapped, such as `/install.sh`.'),
	content: z.string().describe('What it serves from then on.'),
	refusal: z.string().min(4).describe('A text in what the build says when it refuses the other file.'),
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What the application is asked for.'),
	shows: z.string().describe('A text that is in the answer only when the other file is in the image.'),
});

/** Swaps a file on the server, as whoever may write there or stands on the way can, and builds without cache. */
export const swapDownload = defineExperiment({
	name: 'swap-download',
	summary: 'After a file of `private-server` has been swapped for another: does the build refuse it?',
	settings,
	measures: {
		refused: {
			unit: 'boolean',
			says: 'Whether a build without cache stops because the file is another one.',
		},
		'other-file-in-image': {
			unit: 'boolean',
			says: 'Whether what the other file does is in the image of that build.',
		},
		refusal: { unit: 'text', says: 'What the build says when it refuses.' },
	},
	async run(_side, { file, content, ...asked }, tools) {
		await tools.image();
		tools.step(`swapping ${file}`);
		await tools.service(privateServer).replace(file, content);
		const { refusal, isOtherInImage } = await buildAgain(asked, tools);
		return {
			measurements: {
				refused: { value: refusal !== '' },
				'other-file-in-image': { value: isOtherInImage },
				refusal: { value: refusal },
			},
		};
	},
});
