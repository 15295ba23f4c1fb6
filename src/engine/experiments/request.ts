import { z } from 'zod';
import { waitForAnswer } from '../procedures/http.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment } from './experiment.ts';

const settings = z.strictObject({
	port: z.int().default(8080).describe('The port the application listens on.'),
	path: urlPath.default('/').describe('What is asked for.'),
	contains: z.string().optional().describe('A text that the answer must have in it.'),
});

/** Starts the image as it is and asks it something. */
export const request = defineExperiment({
	name: 'request',
	summary: 'Starts the image and checks what the application answers.',
	settings,
	measures: {
		ok: {
			unit: 'boolean',
			says: 'Whether the application in the image answers, with status 200 and what is expected.',
		},
		answer: { unit: 'text', varies: 'freely', says: 'What the application answers.' },
	},
	async run(_side, { port, path, contains }, tools) {
		const { image } = await tools.image();
		tools.step('starting it');
		const container = await tools.start({ image, name: 'app', publish: [port] });
		const { status, body } = await waitForAnswer(tools, container, { port, path });
		await tools.engine.remove(container);
		const ok = status === 200 && (contains === undefined || body.includes(contains));
		return { measurements: { ok: { value: ok }, answer: { value: body.trim().slice(0, 1000) } } };
	},
});
