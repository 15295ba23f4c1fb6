import { z } from 'zod';
import { defineExperiment } from './experiment.ts';
import { installedPackages } from './packages.ts';

const settings = z
	.strictObject({
		package: z.string().optional().describe('A Debian package.'),
		file: z
			.string()
			.optional()
			.describe('A path in the image, without a slash in front; a file that a later layer removed counts.'),
	})
	.refine(
		(given) => (given.package === undefined) !== (given.file === undefined),
		'name a `package` or a `file`',
	);

/** Looks for one package, or one file in any layer. */
export const inImage = defineExperiment({
	name: 'in-image',
	summary: 'Whether a package is installed, or a file is in any layer.',
	settings,
	measures: {
		present: {
			unit: 'boolean',
			says: 'Whether the package is installed in the image, or the file is in one of its layers.',
		},
	},
	async run(_side, given, tools) {
		const { image } = await tools.image();
		if (given.package !== undefined) {
			const packages = (await installedPackages(image, tools)) ?? [];
			return { measurements: { present: { value: packages.includes(given.package) } } };
		}
		const { layers } = await tools.archive();
		const holders = layers.filter(({ files }) => files.some(({ path }) => path === given.file));
		const details = holders.map(({ createdBy }) => createdBy);
		return { measurements: { present: { value: holders.length > 0, details } } };
	},
});
