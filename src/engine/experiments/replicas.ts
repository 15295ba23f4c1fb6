import { z } from 'zod';
import { waitForAnswer } from '../procedures/http.ts';
import { packageServer } from '../services/package-server.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z.strictObject({
	package: z.string().describe('A package of `package-server`.'),
	version: z
		.string()
		.regex(/^\d+\.\d+\.\d+$/)
		.describe('The version of it that is published in between.'),
	port: z.int().default(8080),
	path: urlPath.default('/'),
});

/** Starts two containers of one image, between which a new version of a dependency is published. */
export const replicas = defineExperiment({
	name: 'replicas',
	summary:
		'Whether two containers of one image run the same code when a dependency was published in between.',
	settings,
	measures: {
		same: { unit: 'boolean', says: 'Whether both containers give the same answer.' },
		first: { unit: 'text', says: 'What the container started first answers.' },
		second: {
			unit: 'text',
			says: 'What the container answers that was started after the new version was published.',
		},
	},
	async run(_side, given, tools) {
		await tools.image();
		const first = await fetchImageAnswer(tools, given);
		tools.step(`publishing ${given.package} ${given.version}`);
		await tools.service(packageServer).publish(given.package, given.version);
		const second = await fetchImageAnswer(tools, given);
		return {
			measurements: {
				same: { value: first === second },
				first: { value: first },
				second: { value: second },
			},
		};
	},
});

async function fetchImageAnswer(
	tools: Tools,
	{ port, path }: { port: number; path: string },
): Promise<string> {
	const container = await tools.start({ name: 'replica', publish: [port] });
	const { body } = await waitForAnswer(tools, container, { port, path });
	await tools.engine.remove(container);
	return body.trim().slice(0, 500);
}
