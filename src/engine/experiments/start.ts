import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Session, TimelineEvent } from '#examples/evidence/evidence.ts';
import { computeMedian } from '#examples/median.ts';
import type { Container } from '../engine.ts';
import { createRunStopped } from '../failure.ts';
import { waitForAnswer } from '../procedures/http.ts';
import { toSeconds } from '../procedures/requests.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z.strictObject({
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What is asked for.'),
	network: z.enum(['bridge', 'none']).default('bridge').describe('`none` cuts the network.'),
	runs: z.int().min(1).default(3),
	patience: z
		.number()
		.default(20)
		.describe('Seconds until a container that is not healthy counts as failed.'),
});
type StartSettings = z.infer<typeof settings>;

/** Starts containers of the side's image, and waits until they answer and are healthy. */
export const start = defineExperiment({
	name: 'start',
	summary: 'Starts the image, with the network or without, and waits until it answers and is healthy.',
	isTimed: true,
	settings,
	measures: {
		seconds: {
			unit: 'seconds',
			isTime: true,
			says: 'From `docker run` to the first answer, the median of several runs.',
		},
		healthy: { unit: 'boolean', says: "Whether the image's own health check succeeds." },
		'exit-code': { unit: 'count', says: 'The exit code of a container that ended instead.' },
	},
	async run({ displayName }, given, tools) {
		const { image } = await tools.image();
		const starts: Started[] = [];
		for (let run = 1; run <= given.runs; run++) {
			tools.step(
				`starting it${given.network === 'none' ? ' without a network' : ''}, run ${run} of ${given.runs}`,
			);
			starts.push(await startOnce(image, given, tools));
		}
		const times = starts.flatMap(({ answeredAfter }) => answeredAfter ?? []);
		const [first] = starts;
		const exitCode = first?.exitCode;
		return {
			measurements: {
				healthy: { value: starts.every(({ isHealthy }) => isHealthy) },
				seconds: times.length === starts.length ? { value: computeMedian(times), runs: times } : undefined,
				'exit-code': exitCode === undefined ? undefined : { value: exitCode },
			},
			...(first && {
				timelines: { [`start-${given.network}`]: first.events },
				sessions: given.network === 'none' ? [createSession(displayName, first)] : [],
			}),
		};
	},
});

interface Started {
	readonly isHealthy: boolean;
	readonly answeredAfter: number | undefined;
	readonly exitCode: number | undefined;
	readonly logs: string;
	readonly events: readonly TimelineEvent[];
}

async function startOnce(
	image: string,
	{ port, path, network, patience }: StartSettings,
	tools: Tools,
): Promise<Started> {
	const { engine } = tools;
	const isCut = network === 'none';
	const [begin, beginOnClock] = [performance.now(), Date.now()];
	const container = await tools.start({ image, ...(isCut ? { network } : { publish: [port] }) });
	if (!isCut) await waitForAnswer(tools, container, { port, path, patience });
	const answered = performance.now();
	const { isHealthy, exitCode, startedAt, healthyAt } = await waitForHealth(container, patience, tools);
	const logs = await engine.logs(container);
	await engine.remove(container);
	const ended = toSeconds(performance.now() - begin);
	const events: TimelineEvent[] = [
		{ at: 0, what: '`docker run` begins' },
		{ at: toSeconds(startedAt - beginOnClock), what: 'started' },
		...(isCut ? [] : [{ at: toSeconds(answered - begin), what: 'first answer', ok: true }]),
		...(healthyAt === undefined
			? []
			: [{ at: toSeconds(healthyAt - beginOnClock), what: 'healthy', ok: true }]),
		...(isHealthy
			? []
			: [
					{
						at: ended,
						what: exitCode === undefined ? 'given up' : `ended, exit code ${exitCode}`,
						ok: false,
					},
				]),
	];
	return {
		isHealthy,
		logs,
		events: events.sort((a, b) => a.at - b.at),
		answeredAfter: isCut ? undefined : (answered - begin) / 1000,
		exitCode,
	};
}

interface Health {
	readonly isHealthy: boolean;
	readonly startedAt: number;
	readonly healthyAt: number | undefined;
	readonly exitCode: number | undefined;
}

async function waitForHealth(
	container: Container,
	patience: number,
	{ engine, signal }: Tools,
): Promise<Health> {
	const end = performance.now() + patience * 1000;
	for (;;) {
		if (signal.aborted) throw createRunStopped(signal);
		const { status, health, exitCode, startedAt, healthyAt } = await engine.inspect(container);
		const hasEnded = status === 'exited' || status === 'dead';
		if (health === 'healthy' || hasEnded || performance.now() > end) {
			return {
				isHealthy: health === 'healthy' && !hasEnded,
				startedAt,
				healthyAt,
				exitCode: hasEnded ? exitCode : undefined,
			};
		}
		await pause(100);
	}
}

/** What a start without a network printed. npm names a log file by the time of day, which says nothing here. */
function createSession(displayName: string, { logs, exitCode }: Started): Session {
	const lines = logs.split('\n').filter((line) => !line.includes('_logs/'));
	return {
		id: 'network-cut',
		command: `docker run --network none ${displayName}`,
		output: lines.slice(0, 20).join('\n').trim(),
		exitCode: exitCode ?? 0,
	};
}
