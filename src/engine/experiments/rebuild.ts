import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { innerPath } from '#examples/inner-path.ts';
import { computeMedian } from '#examples/median.ts';
import type { BuildStep } from '../engine.ts';
import { packageServer } from '../services/package-server.ts';
import { setFileModes, setModificationTimes } from '../workspace.ts';
import { defineExperiment, type Observed, type SideRun, type Tools, WITH_PACKAGES } from './experiment.ts';

/** A change to the text of a file, as manifests write it. */
export const editSchema = z.strictObject({
	file: innerPath.describe('A file of the side.'),
	from: z
		.string()
		.describe('The text in it that is replaced; `to` keeps it, so that the next round finds it.'),
	to: z
		.string()
		.describe(
			'What stands there instead. `{round}` is the number of the round, `{unique}` a text never used before.',
		),
});

const settings = z
	.strictObject({
		mark: editSchema
			.optional()
			.describe('Made before each round and built, so that nothing of the change is in the cache yet.'),
		edits: z.array(editSchema).default([]).describe('Changes to the text of files.'),
		touch: z.boolean().default(false).describe('Gives every file a new modification time.'),
		modes: z
			.record(innerPath, z.string().regex(/^[0-7]{3}$/))
			.default({})
			.describe('Modes by file: `640`.'),
		rounds: z.int().min(1).default(3).describe('How often; times are medians.'),
	})
	.refine(
		({ edits, touch, modes }) => edits.length > 0 || touch || Object.keys(modes).length > 0,
		'say what changes: `edits`, `touch` or `modes`',
	);

type Edit = z.infer<typeof editSchema>;

/** Changes the side and builds it again with the cache, as after every commit. */
export const rebuild = defineExperiment({
	name: 'rebuild',
	summary:
		'Changes the side and builds again with the cache: steps cached, seconds, new bytes, packages fetched.',
	isTimed: true,
	settings,
	measures: {
		seconds: {
			unit: 'seconds',
			isTime: true,
			says: 'The time that a build with the cache takes after the change; the median of the rounds.',
		},
		'steps-cached': { unit: 'count', says: 'The steps of that build that BuildKit took from its cache.' },
		'steps-run': { unit: 'count', says: 'The steps of that build that BuildKit carried out.' },
		'new-bytes': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes of all files in layers that the image did not have before the change.',
		},
		'packages-fetched': {
			unit: 'count',
			says: 'The packages that the package server handed out to that build.',
		},
		'bytes-fetched': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes that the package server handed out to that build.',
		},
	},
	async run(side, { mark, edits, touch, modes, rounds }, tools) {
		let { image: old } = await tools.image();
		const server = hasPackageServer(side) ? tools.service(packageServer) : undefined;
		const seconds: number[] = [];
		let first: Record<string, Observed> | undefined;
		for (let round = 1; round <= rounds; round++) {
			const apply = (each: Edit) => tools.edit(each.file, each.from, expandPlaceholders(each.to, round));
			if (mark !== undefined) {
				tools.step('marking the round');
				await apply(mark);
				old = (await tools.rebuild()).image;
			}
			for (const each of edits) await apply(each);
			if (touch) await setModificationTimes(side.folder, new Date());
			await setFileModes(side.folder, modes);
			tools.step(`building again, round ${round} of ${rounds}`);
			const before = await server?.counts();
			const built = await tools.rebuild();
			const after = await server?.counts();
			seconds.push(built.seconds);
			first ??= {
				...countSteps(built.steps),
				'new-bytes': { value: await countNewBytes(old, built.image, tools) },
				'packages-fetched': before && after && { value: after.packages - before.packages },
				'bytes-fetched': before && after && { value: after.bytes - before.bytes },
			};
		}
		return { measurements: { ...first, seconds: { value: computeMedian(seconds), runs: seconds } } };
	},
});

/** `{unique}` is another text each time, also on the other side: nothing that was built before has it. */
export function expandPlaceholders(text: string, round: number): string {
	return text.replaceAll('{round}', String(round)).replaceAll('{unique}', randomBytes(8).toString('hex'));
}

function hasPackageServer({ example }: SideRun): boolean {
	return example.manifest.run.setup[packageServer.name] !== undefined;
}

/** Which steps came from the cache and which ran, with their names. */
export function countSteps(steps: readonly BuildStep[]): Record<'steps-cached' | 'steps-run', Observed> {
	const listStepNames = (isCached: boolean) =>
		steps.filter((step) => step.isCached === isCached).map(({ name }) => name);
	return {
		'steps-cached': { value: listStepNames(true).length, details: listStepNames(true) },
		'steps-run': { value: listStepNames(false).length, details: listStepNames(false) },
	};
}

async function countNewBytes(old: string, now: string, tools: Tools): Promise<number> {
	const oldDigests = new Set((await tools.archive([], old)).layers.map(({ digest }) => digest));
	const { layers } = await tools.archive([], now);
	return layers.reduce((sum, { digest, bytes }) => (oldDigests.has(digest) ? sum : sum + bytes), 0);
}
