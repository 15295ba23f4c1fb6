import { z } from 'zod';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { Layer } from '#examples/evidence/evidence.ts';
import { innerPath } from '#examples/inner-path.ts';
import type { ImageArchive } from '../images/image-archive.ts';
import { defineExperiment, type SideRun, type Tools, WITH_PACKAGES } from './experiment.ts';
import { countSteps, editSchema, expandPlaceholders } from './rebuild.ts';

const service = z.strictObject({
	name: z.string().describe('What it is called.'),
	folder: innerPath.optional().describe('Its build context, where not the whole side.'),
	target: z.string().optional().describe('Its stage, where several share a Dockerfile.'),
});

const settings = z.strictObject({
	services: z.array(service).min(2).describe('The images that share a base, in the order they are built.'),
	marks: z
		.array(editSchema)
		.default([])
		.describe('Made before the first build, so that nothing of the services is in the cache yet.'),
	fix: editSchema.describe('What mends the base.'),
	probe: z.array(z.string()).min(1).describe('A command that prints the version of what is mended.'),
	mended: z.string().describe('What it prints then.'),
});

type ServiceImage = z.infer<typeof service>;

/** Mends what several images share, and looks which of them have it. */
export const fixTheBase = defineExperiment({
	name: 'fix-the-base',
	summary: 'Mends the base of several images: which still carry the old package, and what they share.',
	settings,
	measures: {
		'second-steps-cached': {
			unit: 'count',
			says: 'The steps of the second image that BuildKit took from its cache, after the first was built.',
		},
		'second-steps-run': { unit: 'count', says: 'The steps of the second image that BuildKit carried out.' },
		'second-new-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes of all files in layers of the second image that the first does not have.',
		},
		'stored-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			isOfBase: true,
			says: 'The bytes of all files in all layers of the images, each layer counted once, as an engine stores them.',
		},
		'shared-percent': {
			unit: 'percent',
			says: 'How much smaller that is than the sum of the images, in whole percent.',
		},
		'stale-after-fix': {
			unit: 'count',
			says: 'The images that still carry the old package after the build that ships the fix.',
		},
		'stale-after-rebuild': {
			unit: 'count',
			says: 'The images that still carry it after each was built again.',
		},
		'builds-to-fix': { unit: 'count', says: 'The builds it takes until every image has the fix.' },
	},
	async run(side, { services, marks, fix, probe, mended }, tools) {
		for (const { file, from, to } of marks) await tools.edit(file, from, expandPlaceholders(to, 1));
		const isStale = async (image: string) => !(await runProbe(image, probe, tools)).includes(mended);
		const countStaleImages = async (images: readonly string[]) =>
			(await Promise.all(images.map(isStale))).filter(Boolean).length;

		tools.step('building the images');
		const bases = await buildBases(side, tools, true);
		const builds = [];
		for (const [at, each] of services.entries()) builds.push(await buildOne(each, bases, tools, at === 0));
		let images = builds.map(({ image }) => image);
		const archives = [];
		for (const image of images) archives.push(await tools.archive([], image));
		const { stored, sum, newInSecond, layers } = measureSharedBytes(archives);
		const counts = countSteps(builds[1]?.steps ?? []);

		tools.step('mending the base');
		await tools.edit(fix.file, fix.from, expandPlaceholders(fix.to, 1));
		const ofBase = Object.keys(bases).length;
		const mendedBases = await buildBases(side, tools);
		const rebuildAll = async () => {
			const built = [];
			for (const each of services) built.push((await buildOne(each, mendedBases, tools)).image);
			return built;
		};
		// Where the base is part of the same Dockerfile, the build that ships the fix is that of the services.
		if (ofBase === 0) images = await rebuildAll();
		const staleAfterFix = await countStaleImages(images);
		if (ofBase > 0) images = await rebuildAll();
		return {
			layers,
			measurements: {
				'second-steps-cached': counts['steps-cached'],
				'second-steps-run': counts['steps-run'],
				'second-new-bytes': { value: newInSecond },
				'stored-bytes': { value: stored },
				'shared-percent': { value: Math.round((1 - stored / sum) * 100) },
				'stale-after-fix': { value: staleAfterFix },
				'stale-after-rebuild': { value: await countStaleImages(images) },
				'builds-to-fix': { value: ofBase + services.length },
			},
		};
	},
});

/** The base images that the side builds itself, by the names in `FROM`. */
async function buildBases(side: SideRun, tools: Tools, isCold = false): Promise<Record<string, string>> {
	const built: Record<string, string> = {};
	for (const [name, folder] of Object.entries(side.build.bases ?? {}))
		built[name] = (await tools.rebuild({ folder, isCold })).image;
	return built;
}

function buildOne(
	{ folder, target }: ServiceImage,
	bases: Record<string, string>,
	tools: Tools,
	isCold = false,
) {
	return tools.rebuild({
		isCold,
		bases,
		...omitUndefined({ folder, target }),
	});
}

async function runProbe(image: string, [entrypoint = '', ...command]: readonly string[], tools: Tools) {
	const { stdout } = await tools.engine.runOnce({
		image,
		name: 'probe',
		entrypoint,
		command,
		network: 'none',
	});
	return stdout;
}

/** Bytes of the images together, each layer once, against their sum; and what the second has that the first has not. */
export function measureSharedBytes(archives: readonly Pick<ImageArchive, 'layers'>[]): {
	stored: number;
	sum: number;
	newInSecond: number;
	/** Those of the second; what the first has too counts as their base. */
	layers: Layer[];
} {
	const layers = archives.flatMap((archive) => archive.layers);
	const once = new Map(layers.map(({ digest, bytes }) => [digest, bytes]));
	const first = new Set(archives[0]?.layers.map(({ digest }) => digest));
	const computeTotal = (values: Iterable<number>) => [...values].reduce((sum, bytes) => sum + bytes, 0);
	const second = archives[1]?.layers ?? [];
	const ofSecond = second.map(
		({ bytes, createdBy, digest }): Layer => ({ bytes, createdBy, digest, fromBase: first.has(digest) }),
	);
	const fresh = ofSecond.filter(({ fromBase }) => !fromBase);
	return {
		stored: computeTotal(once.values()),
		sum: computeTotal(layers.map(({ bytes }) => bytes)),
		newInSecond: computeTotal(fresh.map(({ bytes }) => bytes)),
		layers: ofSecond,
	};
}
