import { z } from 'zod';
import { computeMedian } from '#examples/median.ts';
import { waitForAnswer } from '../procedures/http.ts';
import { type AskedRequest, askSteadily, listRequestEvents, toSeconds } from '../procedures/requests.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

const settings = z.strictObject({
	port: z.int().default(8080),
	path: urlPath.default('/').describe('What is asked for while it is stopped.'),
	every: z.number().min(0.01).default(0.1).describe('Seconds from one request to the next.'),
	runs: z.int().min(1).default(3),
});
type StopSettings = z.infer<typeof settings>;

/** Stops the container of the side's image in the middle of its work, as a deploy does. */
export const stop = defineExperiment({
	name: 'stop',
	summary: 'Stops the running image with `docker stop` while requests are under way.',
	isTimed: true,
	settings,
	measures: {
		seconds: {
			unit: 'seconds',
			isTime: true,
			says: 'How long `docker stop` takes, the median of several runs.',
		},
		'exit-code': {
			unit: 'count',
			says: 'The exit code with which the container ends; 137 means that it was killed.',
		},
		'process-1': { unit: 'text', says: 'The first process of the container: the one that gets the signal.' },
		'all-finished': {
			unit: 'boolean',
			says: 'Whether every answer that had begun when it was stopped was also finished.',
		},
		'broken-off': {
			unit: 'count',
			varies: 'freely',
			says: 'Answers that had begun and broke off, in all runs together.',
		},
	},
	async run(_side, given, tools) {
		const { image } = await tools.image();
		const stops: Stop[] = [];
		for (let run = 1; run <= given.runs; run++) {
			tools.step(`stopping it, run ${run} of ${given.runs}`);
			stops.push(await stopOnce(image, given, tools));
		}
		const times = stops.map((one) => one.seconds);
		const [first] = stops;
		const exitCodes = stops.map(({ exitCode }) => exitCode);
		const brokenOff = stops
			.flatMap(({ asked }) => asked)
			.filter(({ hasBegun, isAnswered }) => hasBegun && !isAnswered);
		return {
			measurements: {
				seconds: { value: computeMedian(times), runs: times },
				'exit-code': { value: computeMedian(exitCodes), runs: exitCodes },
				'process-1': { value: first?.process ?? '' },
				'all-finished': { value: brokenOff.length === 0 },
				'broken-off': { value: brokenOff.length },
			},
			timelines: first === undefined ? {} : { stop: first.events },
		};
	},
});

interface Stop {
	readonly seconds: number;
	readonly exitCode: number;
	readonly process: string;
	readonly asked: readonly AskedRequest[];
	readonly events: ReturnType<typeof listRequestEvents>;
}

async function stopOnce(image: string, { port, path, every }: StopSettings, tools: Tools): Promise<Stop> {
	const { engine, signal } = tools;
	const container = await tools.start({ image, publish: [port] });
	await waitForAnswer(tools, container, { port, path });
	const { stdout } = await engine.exec(container, ['cat', '/proc/1/cmdline']);
	const address = await engine.portOf(container, port);
	const asking = askSteadily(`http://${address}${path}`, 'running', { every, patience: 30, signal });
	await asking.more(10);
	asking.phase('stopping');
	const begin = performance.now();
	const stopped = await engine.stop(container);
	const end = performance.now();
	const asked = await asking.end();
	await engine.remove(container);
	const since = asked.filter(({ phase }) => phase === 'stopping');
	return {
		...stopped,
		process: stdout.split('\0').join(' ').trim(),
		asked,
		events: [
			{ at: 0, what: '`docker stop` begins' },
			...listRequestEvents(since, begin),
			{
				at: toSeconds(end - begin),
				what: `it has ended, exit code ${stopped.exitCode}`,
				ok: stopped.exitCode === 0,
			},
		].sort((a, b) => a.at - b.at),
	};
}
