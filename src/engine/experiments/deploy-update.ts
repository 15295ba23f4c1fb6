import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Session, TimelineEvent } from '#examples/evidence/evidence.ts';
import { innerPath } from '#examples/inner-path.ts';
import { computeMedian } from '#examples/median.ts';
import { EngineFailure } from '../failure.ts';
import { countPulledLayers, keepFinalLines } from '../procedures/pull-output.ts';
import { pushImage } from '../procedures/push.ts';
import { toSeconds } from '../procedures/requests.ts';
import { LINE_BASE, startLine } from '../procedures/slow-line.ts';
import type { ProcessResult } from '../process.ts';
import { SECOND_ENGINE_BASE, type SecondEngine, startSecondEngine } from '../second-engine.ts';
import { type ImageRegistry, imageRegistry } from '../services/image-registry.ts';
import { defineExperiment, type Tools, WITH_PACKAGES } from './experiment.ts';

const settings = z.strictObject({
	port: z.int().default(8080),
	bytesPerSecond: z
		.int()
		.min(100_000)
		.default(4_000_000)
		.describe('How fast the host reads from the registry: stands for a real line.'),
	runs: z.int().min(1).default(3).describe('How many updates are deployed; values are medians.'),
	edit: z
		.strictObject({ file: innerPath, from: z.string(), to: z.string() })
		.describe(
			'What a version changes. `{version}` is its number, from 1 on, `{previous}` the one before, `{unique}` a text never used before.',
		),
	shows: z.string().describe('A text of the answer by which the new version is known; `{version}` as above.'),
});
type DeployUpdateSettings = z.infer<typeof settings>;

const REPOSITORY = 'tides';

/** Deploys one update after the other to a host that has the version before. */
export const deployUpdate = defineExperiment({
	name: 'deploy-update',
	summary: 'Deploys updates from `image-registry` to another host that has the previous version.',
	isTimed: true,
	bases: [SECOND_ENGINE_BASE, LINE_BASE],
	exceeds: ['privileged'],
	settings,
	measures: {
		'bytes-pulled': {
			unit: 'bytes',
			varies: WITH_PACKAGES,
			says: 'The bytes that the host received while it pulled an update, the median of several.',
		},
		'layers-pulled': { unit: 'count', says: 'The layers that the host fetched for an update.' },
		'layers-kept': { unit: 'count', says: 'The layers of an update that the host had already.' },
		'pull-seconds': {
			unit: 'seconds',
			isTime: true,
			says: 'The time that `docker pull` took on the host; the median.',
		},
		seconds: {
			unit: 'seconds',
			isTime: true,
			says: 'The time from the pull until the new version has answered and was recognised; the median.',
		},
	},
	async run(_side, given, tools) {
		const registry = tools.service(imageRegistry);
		await tools.image();
		await pushVersion(1, given, registry, tools);
		tools.step('starting another host');
		const host = await startSecondEngine(tools.engine);
		const fast = await startLine(0, host, registry, tools.engine);
		await runDocker(host, ['pull', formatImageName(1, registry)]);
		await tools.engine.remove(fast);
		await startLine(given.bytesPerSecond, host, registry, tools.engine);
		const deploys: Deploy[] = [];
		for (let version = 2; version < 2 + given.runs; version++) {
			tools.step(`deploying version ${version}`);
			const shows = await pushVersion(version, given, registry, tools);
			deploys.push(await measureDeploy(version, shows, host, given, registry, tools));
		}
		await tools.engine.remove(host.container);
		const measureRuns = (key: 'bytes' | 'pulled' | 'reused' | 'pullSeconds' | 'seconds') => {
			const runs = deploys.map((one) => one[key]);
			return { value: computeMedian(runs), runs };
		};
		const last = deploys.at(-1);
		return {
			measurements: {
				'bytes-pulled': measureRuns('bytes'),
				'layers-pulled': measureRuns('pulled'),
				'layers-kept': measureRuns('reused'),
				'pull-seconds': measureRuns('pullSeconds'),
				seconds: measureRuns('seconds'),
			},
			...(last && { timelines: { deploy: last.events }, sessions: [last.session] }),
		};
	},
});

/**
 * Edits, builds with the cache and pushes; answers the text by which this version is known. The first version too is an
 * edit: of a step that was carried out twice BuildKit may take either result, and a unique text keeps it to one.
 */
async function pushVersion(
	version: number,
	{ edit, shows }: DeployUpdateSettings,
	registry: ImageRegistry,
	tools: Tools,
): Promise<string> {
	const unique = randomUUID();
	const expandPlaceholders = (text: string) =>
		text
			.replaceAll('{version}', String(version))
			.replaceAll('{previous}', String(version - 1))
			.replaceAll('{unique}', unique);
	await tools.edit(edit.file, expandPlaceholders(edit.from), expandPlaceholders(edit.to));
	const { image } = await tools.rebuild();
	await pushImage(image, { repository: REPOSITORY, tag: String(version) }, registry, tools);
	return expandPlaceholders(shows);
}

interface Deploy {
	readonly bytes: number;
	readonly pulled: number;
	readonly reused: number;
	readonly pullSeconds: number;
	readonly seconds: number;
	readonly events: readonly TimelineEvent[];
	readonly session: Session;
}

async function measureDeploy(
	version: number,
	shows: string,
	host: SecondEngine,
	{ port }: DeployUpdateSettings,
	registry: ImageRegistry,
	tools: Tools,
): Promise<Deploy> {
	const before = await countReceivedBytes(host, tools);
	const begin = performance.now();
	const measureElapsedTime = () => (performance.now() - begin) / 1000;
	const { stdout } = await runDocker(host, ['pull', formatImageName(version, registry)]);
	const pulledAt = measureElapsedTime();
	const bytes = (await countReceivedBytes(host, tools)) - before;
	const name = `tides-${version}`;
	await runDocker(host, [
		'run',
		'--detach',
		'--network=host',
		`--name=${name}`,
		formatImageName(version, registry),
	]);
	const startedAt = measureElapsedTime();
	const ask = `fetch('http://127.0.0.1:${port}/').then(async (answer) => console.log(await answer.text())).catch(() => process.exit(1))`;
	let answer = await host.docker(['exec', name, 'node', '-e', ask]);
	for (let attempt = 0; answer.exitCode !== 0 && attempt < 50; attempt++)
		answer = await host.docker(['exec', name, 'node', '-e', ask]);
	const readyAt = measureElapsedTime();
	answer = await host.docker(['exec', name, 'node', '-e', ask]);
	const verifiedAt = measureElapsedTime();
	if (!answer.stdout.includes(shows)) throw createNotDeployedFailure(version, shows, answer);
	await runDocker(host, ['rm', '--force', '--volumes', name]);
	return {
		bytes,
		...countPulledLayers(stdout),
		pullSeconds: pulledAt,
		seconds: verifiedAt,
		events: [
			{ at: 0, what: 'pull' },
			{ at: toSeconds(pulledAt * 1000), what: 'start' },
			{ at: toSeconds(startedAt * 1000), what: 'ready' },
			{ at: toSeconds(readyAt * 1000), what: 'verify' },
			{ at: toSeconds(verifiedAt * 1000), what: `version ${version} answers`, ok: true },
		],
		session: {
			id: 'pull',
			command: `docker pull ${registry.displayName(REPOSITORY, String(version))}`,
			output: keepFinalLines(registry.inItsOwnWords(stdout)),
			exitCode: 0,
		},
	};
}

/** Its registry is at the end of the line: on its own machine, where plain HTTP is allowed. */
function formatImageName(version: number, registry: ImageRegistry): string {
	return registry.nameAt('127.0.0.1:5000', REPOSITORY, String(version));
}

/** All bytes that have come over the host's network since it started. */
async function countReceivedBytes({ container }: SecondEngine, { engine }: Tools): Promise<number> {
	const { stdout } = await engine.exec(container, ['cat', '/proc/net/dev']);
	return Number(/^\s*eth0:\s*(\d+)/m.exec(stdout)?.[1] ?? 0);
}

async function runDocker(host: SecondEngine, args: readonly string[]): Promise<ProcessResult> {
	const result = await host.docker(args);
	if (result.exitCode === 0) return result;
	throw new EngineFailure(
		'second-engine-refused',
		`On the other host \`docker ${args[0]}\` ended with ${result.exitCode}.`,
		'Below is what it said.',
		result.stderr.trim().split('\n').slice(-8).join('\n'),
	);
}

function createNotDeployedFailure(
	version: number,
	shows: string,
	{ stdout, stderr }: ProcessResult,
): EngineFailure {
	return new EngineFailure(
		'not-deployed',
		`Version ${version} does not answer with \`${shows}\` on the other host.`,
		'Check `edit` and `shows` of the experiment; below is what came back.',
		`${stdout}${stderr}`.trim(),
	);
}
