import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { buildAgain } from '../procedures/refused-build.ts';
import { gitServer } from '../services/git-server.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment } from './experiment.ts';

const settings = z.strictObject({
	tag: z.string().describe('The tag that is moved to another commit.'),
	files: z.record(innerPath, z.string()).describe('What that commit changes: content by path.'),
	pinnedIn: innerPath
		.optional()
		.describe(
			'The file of the side that names the commit; it is changed to the next one, which no builder has fetched.',
		),
	refusal: z.string().min(4).describe('A text in what BuildKit says when it refuses the other commit.'),
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What the application is asked for.'),
	shows: z.string().describe('A text that is in the answer only when the other commit is in the image.'),
});

/** Moves a tag of the repository to another commit, as whoever may write to it can, and builds without cache. */
export const moveTag = defineExperiment({
	name: 'move-tag',
	summary: 'After a tag of the repository of `git-server` has been moved: is the other commit refused?',
	settings,
	measures: {
		refused: {
			unit: 'boolean',
			says: 'Whether a build without cache stops because the tag is at another commit than the one that was released.',
		},
		'other-commit-in-image': {
			unit: 'boolean',
			says: 'Whether the image of that build has the other commit in it.',
		},
		refusal: { unit: 'text', says: 'What BuildKit says when it refuses.' },
	},
	async run(_side, { tag, files, pinnedIn, refusal, port, path, shows }, tools) {
		await tools.image();
		const server = tools.service(gitServer);
		tools.step(`moving the tag ${tag}`);
		// A builder that has the pinned commit uses that, and asks nobody where the tag is.
		const first = await server.lastCommit();
		const next = await server.commit({ VERSION: 'the next one\n' }, 'The next version');
		if (pinnedIn !== undefined) await tools.edit(pinnedIn, first, next);
		await server.commit(files, 'Another commit');
		await server.moveTag(tag);
		const { refusal: said, isOtherInImage } = await buildAgain({ refusal, port, path, shows }, tools);
		return {
			measurements: {
				refused: { value: said !== '' },
				'other-commit-in-image': { value: isOtherInImage },
				refusal: { value: said },
			},
		};
	},
});
