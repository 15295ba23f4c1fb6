import { z } from 'zod';
import { listInstalledPackages } from '../procedures/packages.ts';
import { defineExperiment } from './experiment.ts';

const settings = z
	.strictObject({
		package: z.string().optional().describe('A Debian package.'),
		file: z
			.string()
			.optional()
			.describe('A path in the image, without a slash in front; a file that a later layer removed counts.'),
		folder: z
			.string()
			.optional()
			.describe(
				'A folder in the image, without slashes around it; it counts when any layer has a file in it.',
			),
	})
	.refine(
		(given) => Object.values(given).filter((value) => value !== undefined).length === 1,
		'name a `package`, a `file` or a `folder`',
	);

/** Looks for one package, or for one file or folder in any layer. */
export const inImage = defineExperiment({
	name: 'in-image',
	summary: 'Whether a package is installed, or a file or folder is in any layer, and how large it is.',
	settings,
	measures: {
		present: {
			unit: 'boolean',
			says: 'Whether the package is installed in the image, or the file or folder is in one of its layers.',
		},
		files: { unit: 'count', says: 'The files of that name, or in that folder, in all layers.' },
		bytes: { unit: 'bytes', says: 'The bytes of those files.' },
	},
	async run(_side, given, tools) {
		const { image } = await tools.image();
		if (given.package !== undefined) {
			const packages = (await listInstalledPackages(image, tools)) ?? [];
			return { measurements: { present: { value: packages.includes(given.package) } } };
		}
		const { layers } = await tools.archive();
		const isMeant = (path: string) => path === given.file || path.startsWith(`${given.folder}/`);
		const holders = layers.filter(({ files }) => files.some(({ path }) => isMeant(path)));
		const matchingFiles = layers.flatMap(({ files }) => files.filter(({ path }) => isMeant(path)));
		return {
			measurements: {
				present: { value: matchingFiles.length > 0, details: holders.map(({ createdBy }) => createdBy) },
				files: { value: matchingFiles.length },
				bytes: { value: matchingFiles.reduce((sum, { bytes }) => sum + bytes, 0) },
			},
		};
	},
});
