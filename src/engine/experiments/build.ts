import { z } from 'zod';
import type { Layer } from '#examples/evidence.ts';
import { defineExperiment } from './experiment.ts';
import { installedPackages } from './packages.ts';

/** Builds the side without cache and looks at the image. */
export const build = defineExperiment({
	name: 'build',
	summary: 'Builds the side without cache: size, layers, packages, steps.',
	settings: z.strictObject({}),
	measures: {
		'image-bytes': { unit: 'bytes', says: 'The bytes of all files in all layers of the image, the base image included.' },
		'own-bytes': { unit: 'bytes', says: 'The bytes of all files in the layers that this Dockerfile adds to its base image.' },
		layers: { unit: 'count', says: 'The layers of the image, the base image included.' },
		files: { unit: 'count', says: 'The files in all layers of the image; one that a later layer replaces counts twice.' },
		packages: { unit: 'count', says: 'The Debian packages installed in the image.' },
		steps: { unit: 'count', says: 'The instructions that BuildKit carried out.' },
	},
	async run(_side, _settings, tools) {
		const built = await tools.image();
		tools.step('reading its layers');
		const archive = await tools.archive();
		const fromBase = layersFromBase(
			archive.layers.map(({ digest }) => digest),
			await tools.baseLayers(),
		);
		const layers = archive.layers.map(
			({ bytes, createdBy, digest }, index): Layer => ({
				bytes,
				createdBy,
				fromBase: index < fromBase,
				digest,
			}),
		);
		const packages = await installedPackages(built.image, tools);
		const sum = (some: readonly Layer[]) => some.reduce((total, { bytes }) => total + bytes, 0);
		return {
			layers,
			measurements: {
				'image-bytes': { value: sum(layers) },
				'own-bytes': { value: sum(layers.filter(({ fromBase }) => !fromBase)) },
				layers: { value: layers.length },
				files: { value: archive.layers.reduce((total, { files }) => total + files.length, 0) },
				steps: { value: built.steps.length },
				...(packages === undefined ? {} : { packages: { value: packages.length } }),
			},
		};
	},
});

/** How many layers, counted from the oldest, an image shares with the base that it shares the most with. */
function layersFromBase(layers: readonly string[], bases: readonly (readonly string[])[]): number {
	const shared = bases.filter((base) => base.every((digest, index) => layers[index] === digest));
	return Math.max(0, ...shared.map((base) => base.length));
}
