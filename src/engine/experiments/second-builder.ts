import { z } from 'zod';
import { computeMedian } from '#examples/median.ts';
import { type BakedImage, bakeOnFreshBuilder, pushBases } from '../procedures/fresh-builder.ts';
import { BUILDER_BASE } from '../second-engine.ts';
import { imageRegistry } from '../services/image-registry.ts';
import { packageServer } from '../services/package-server.ts';
import { defineExperiment, WITH_PACKAGES } from './experiment.ts';
import { countSteps, editSchema, expandPlaceholders } from './rebuild.ts';

const target = z.string().regex(/^[\w-]+$/, 'a target of `docker-bake.hcl`');

const settings = z.strictObject({
	first: target.describe('The target that the first builder builds and pushes.'),
	second: target.describe('The target that the second one builds and pushes; it may be the same.'),
	edits: z.array(editSchema).default([]).describe('Changes between the two builds, such as a commit.'),
	rounds: z.int().min(1).default(1).describe('How many second builders, each empty; times are medians.'),
});

/** Two builders that share nothing but a registry, as two CI runners do. */
export const secondBuilder = defineExperiment({
	name: 'second-builder',
	summary:
		'`docker buildx bake --push` on one builder, then on an empty one: steps, seconds, packages, shared layers.',
	isTimed: true,
	bases: [BUILDER_BASE],
	exceeds: ['privileged'],
	settings,
	measures: {
		seconds: {
			unit: 'seconds',
			isTime: true,
			says: 'The time that `docker buildx bake --push` takes on the second builder; the median of the rounds.',
		},
		'steps-cached': { unit: 'count', says: 'The steps that the second builder took from a cache.' },
		'steps-run': { unit: 'count', says: 'The steps that the second builder carried out.' },
		'packages-fetched': {
			unit: 'count',
			says: 'The packages that the package server handed out to the second builder.',
		},
		'bytes-fetched': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes that the package server handed out to the second builder.',
		},
		'shared-layers': {
			unit: 'count',
			says: 'The layers above the base image that the second image has in common with the first.',
		},
		'other-layers': {
			unit: 'count',
			says: 'The layers above the base image that the second image has and the first has not.',
		},
		'first-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'What the registry stores more after the first push, a cache included; the base was there.',
		},
		'second-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'What the registry stores more after the second push, a cache included.',
		},
	},
	async run(side, { first, second, edits, rounds }, tools) {
		const registry = tools.service(imageRegistry);
		const packages = tools.service(packageServer);
		await pushBases(side.example, registry, tools);
		const empty = await registry.stored();
		tools.step('building on the first builder');
		const firstBuild = await bakeOnFreshBuilder(first, side, registry, tools);
		const seconds: number[] = [];
		let observed: { built: BakedImage; fetched: Fetched; stored: number } | undefined;
		const afterFirst = await registry.stored();
		for (let round = 1; round <= rounds; round++) {
			for (const each of edits) await tools.edit(each.file, each.from, expandPlaceholders(each.to, round));
			tools.step(`building on another builder, round ${round} of ${rounds}`);
			const before = await packages.counts();
			const built = await bakeOnFreshBuilder(second, side, registry, tools);
			const after = await packages.counts();
			seconds.push(built.seconds);
			observed ??= {
				built,
				fetched: { packages: after.packages - before.packages, bytes: after.bytes - before.bytes },
				stored: (await registry.stored()).bytes - afterFirst.bytes,
			};
		}
		if (observed === undefined) return { measurements: {} };
		const { built, fetched, stored } = observed;
		const shared = built.ownLayers.filter((digest) => firstBuild.ownLayers.includes(digest));
		return {
			measurements: {
				seconds: { value: computeMedian(seconds), runs: seconds },
				...countSteps(built.steps),
				'packages-fetched': { value: fetched.packages },
				'bytes-fetched': { value: fetched.bytes },
				'shared-layers': { value: shared.length },
				'other-layers': { value: built.ownLayers.length - shared.length },
				'first-bytes': { value: afterFirst.bytes - empty.bytes },
				'second-bytes': { value: stored },
			},
		};
	},
});

interface Fetched {
	readonly packages: number;
	readonly bytes: number;
}
