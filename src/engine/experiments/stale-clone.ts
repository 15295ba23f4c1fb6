import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { EngineFailure } from '../failure.ts';
import { waitForAnswer } from '../procedures/http.ts';
import { gitServer } from '../services/git-server.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment } from './experiment.ts';
import { countSteps } from './rebuild.ts';

const settings = z.strictObject({
	file: innerPath.describe('The file that a new commit changes.'),
	from: z.string().describe('The text in it that is replaced.'),
	to: z.string().describe('What it is replaced with.'),
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What the application is asked for.'),
	shows: z.string().describe('A text that is in the answer only when the new commit is in the image.'),
});

/** Commits a change, builds again with the cache, and asks the application whether the change has arrived. */
export const staleClone = defineExperiment({
	name: 'stale-clone',
	summary: 'After a new commit in the repository of `git-server`: does a rebuild with the cache pick it up?',
	settings,
	measures: {
		'commit-arrives': {
			unit: 'boolean',
			says: 'Whether the new commit is in the image that a rebuild with the cache gives.',
		},
		'steps-cached': { unit: 'count', says: 'The steps of the rebuild that BuildKit took from its cache.' },
		'steps-run': { unit: 'count', says: 'The steps of the rebuild that BuildKit carried out.' },
		answer: { unit: 'text', says: 'What the application of the rebuilt image answers.' },
	},
	async run(_side, { file, from, to, port, path, shows }, tools) {
		await tools.image();
		const server = tools.service(gitServer);
		const text = await server.read(file);
		if (!text?.includes(from)) throw createEditFailure(file, from);
		tools.step('committing a change');
		await server.commit({ [file]: text.replace(from, to) }, `Change ${file}`);
		// CI has the new commit checked out. A context that holds only the Dockerfile has nothing to change.
		await tools.edit(file, from, to);
		tools.step('building again');
		const { image, steps } = await tools.rebuild();
		const container = await tools.start({ image, name: 'app', publish: [port] });
		const { body } = await waitForAnswer(tools, container, { port, path });
		await tools.engine.remove(container);
		return {
			measurements: {
				'commit-arrives': { value: body.includes(shows) },
				...countSteps(steps),
				answer: { value: body.trim().slice(0, 1000) },
			},
		};
	},
});

function createEditFailure(file: string, from: string): EngineFailure {
	return new EngineFailure(
		'edit-failed',
		`The repository has no \`${from}\` in ${file}.`,
		'Set `file` and `from` of the experiment to a text that the repository has.',
	);
}
