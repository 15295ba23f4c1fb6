import { z } from 'zod';
import type { Layer } from '#examples/evidence/evidence.ts';
import { listInstalledPackages } from '../procedures/packages.ts';
import { type BaseFacts, defineExperiment, WITH_PACKAGES } from './experiment.ts';

/** Builds the side without cache and looks at the image. */
export const build = defineExperiment({
	name: 'build',
	summary: 'Builds the side without cache: size, layers, packages, steps.',
	settings: z.strictObject({}),
	measures: {
		'image-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of all files in all layers of the image, the base image included.',
		},
		'own-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes of all files in the layers that this Dockerfile adds to its base image.',
		},
		layers: { unit: 'count', isOfBase: true, says: 'The layers of the image, the base image included.' },
		files: {
			unit: 'count',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The files in all layers of the image; one that a later layer replaces counts twice.',
		},
		packages: {
			unit: 'count',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The Debian packages installed in the image.',
		},
		'packages-added': {
			unit: 'count',
			varies: WITH_PACKAGES,
			says: 'The Debian packages that the base image does not have.',
		},
		steps: { unit: 'count', says: 'The instructions that BuildKit carried out.' },
	},
	async run(_side, _settings, tools) {
		const built = await tools.image();
		tools.step('reading its layers');
		const archive = await tools.archive();
		const digests = archive.layers.map(({ digest }) => digest);
		const base = findBase(digests, await tools.bases());
		const fromBase = base?.layers.length ?? 0;
		const layers = archive.layers.map(
			({ bytes, createdBy, digest }, index): Layer => ({
				bytes,
				createdBy,
				fromBase: index < fromBase,
				digest,
			}),
		);
		const packages = await listInstalledPackages(built.image, tools);
		const ofBase = base === undefined ? [] : await listInstalledPackages(base.name, tools);
		const added = ofBase === undefined ? undefined : packages?.filter((name) => !ofBase.includes(name));
		const countBytes = (some: readonly Layer[]) => some.reduce((total, { bytes }) => total + bytes, 0);
		return {
			layers,
			measurements: {
				'image-bytes': { value: countBytes(layers) },
				'own-bytes': { value: countBytes(layers.filter(({ fromBase }) => !fromBase)) },
				layers: { value: layers.length },
				files: { value: archive.layers.reduce((total, { files }) => total + files.length, 0) },
				steps: { value: built.steps.length },
				packages: packages && { value: packages.length },
				'packages-added': added && { value: added.length, details: added },
			},
		};
	},
});

/** The base whose layers the image begins with; the one with the most, where there are several. */
function findBase(layers: readonly string[], bases: readonly BaseFacts[]): BaseFacts | undefined {
	return bases
		.filter((base) => base.layers.every((digest, index) => layers[index] === digest))
		.sort((a, b) => b.layers.length - a.layers.length)[0];
}
