import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z
	.strictObject({
		text: z.string().min(8).optional().describe('The canary itself.'),
		file: innerPath
			.optional()
			.describe('A file of the example, such as `before/deploy_key`; its longest line is the canary.'),
	})
	.refine((given) => (given.text === undefined) !== (given.file === undefined), 'give a `text` or a `file`');

/** Searches everything that is handed on with an image for a planted secret. */
export const findSecret = defineExperiment({
	name: 'find-secret',
	summary:
		'Searches a planted secret in every file of every layer, in history, configuration and provenance.',
	settings,
	measures: {
		found: {
			unit: 'boolean',
			says: 'Whether the planted secret can be read from the image or from what is published with it.',
		},
		places: { unit: 'count', says: 'The places in which the planted secret was found.' },
		'in-layers': {
			unit: 'boolean',
			says: 'Whether a file of any layer holds the planted secret; files that a later layer removes are searched too.',
		},
		'in-history': { unit: 'boolean', says: 'Whether `docker history` shows the planted secret.' },
		'in-configuration': {
			unit: 'boolean',
			says: 'Whether the configuration of the image holds the planted secret.',
		},
		'in-provenance': {
			unit: 'boolean',
			says: "Whether BuildKit's provenance, in its fullest form (`mode=max`), holds the planted secret.",
		},
	},
	async run(_side, given, tools) {
		const needle = given.text ?? (await readLongestLine(given.file ?? '', tools));
		const { provenance } = await tools.image();
		tools.step('searching every layer');
		const { layers, history, config, sightings } = await tools.archive([needle]);
		const inLayers = sightings.map(
			({ layer, path }) =>
				`layer ${layer + 1} of ${layers.length}, file /${path}, made by: ${layers[layer]?.createdBy ?? ''}`,
		);
		const inHistory = history.filter((step) => step.includes(needle)).map((step) => `history: ${step}`);
		const inConfig = config.includes(needle) ? ['configuration of the image'] : [];
		const inProvenance = provenance.includes(needle) ? ['provenance (mode=max)'] : [];
		const places = [...inLayers, ...inHistory, ...inConfig, ...inProvenance];
		return {
			measurements: {
				found: { value: places.length > 0, details: places },
				places: { value: places.length, details: places },
				'in-layers': { value: inLayers.length > 0, details: inLayers },
				'in-history': { value: inHistory.length > 0, details: inHistory },
				'in-configuration': { value: inConfig.length > 0 },
				'in-provenance': provenance === '' ? undefined : { value: inProvenance.length > 0 },
			},
		};
	},
});

/** Of a key file: a line of its body, which nothing else has. */
async function readLongestLine(path: string, tools: Tools): Promise<string> {
	const lines = (await readFile(tools.file(path), 'utf8')).split(/\r?\n/);
	return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}
