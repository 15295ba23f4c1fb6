import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { TimelineEvent } from '#examples/evidence.ts';
import type { Project } from '../compose/project.ts';
import { defineExperiment, type Tools } from './experiment.ts';
import { move } from './move.ts';
import { type Path, pathOf } from './paths.ts';
import { countContainers, observedPath, phasesOf, stepsOf } from './project-events.ts';
import { ask, askSteadily, eventsOf, longestGap, seconds, tallyOf } from './requests.ts';

const action = z
	.union([
		z.strictObject({ move: z.string().describe('A service comes back at another address.') }),
		z.strictObject({ run: z.string().describe('A script of the side, such as `deploy.sh`.') }),
		z.strictObject({ edit: z.strictObject({ file: z.string(), from: z.string(), to: z.string() }) }),
	])
	.describe('One thing that happens while requests are being sent.');

const settings = z.strictObject({
	service: z.string().describe('The service that is asked.'),
	port: z.int().default(8080),
	path: z.string().default('/'),
	every: z.number().min(0.01).default(0.1).describe('Seconds from one request to the next.'),
	patience: z.number().default(3).describe('Seconds until a request without an answer has failed.'),
	up: z
		.array(z.string())
		.default(['--wait'])
		.describe('Options of the `docker compose up` that starts it all.'),
	settle: z.boolean().default(false).describe('Waits for a first answer before it counts.'),
	first: z.int().default(20).describe('Requests before anything happens.'),
	happens: z.array(action).default([]),
	last: z.int().default(20).describe('Requests after it has happened.'),
	follow: z.boolean().default(false).describe('Also finds out through which services a request goes.'),
});
type Settings = z.infer<typeof settings>;

/** Starts the compose file, sends requests at a steady pace, and counts what comes back before, while and after something happens. */
export const requestsDuring = defineExperiment({
	name: 'requests-during',
	summary: 'Counts the requests that fail before, while and after something happens to the services.',
	isTimed: true,
	settings,
	measures: {
		'failed-before': { unit: 'count', says: 'Requests that failed before anything happened.' },
		'answered-before': { unit: 'count', says: 'Requests that were answered before anything happened.' },
		'failed-meanwhile': { unit: 'count', says: 'Requests that failed while it happened.' },
		'answered-meanwhile': { unit: 'count', says: 'Requests that were answered while it happened.' },
		'failed-after': { unit: 'count', says: 'Requests that failed after it had happened.' },
		'answered-after': { unit: 'count', says: 'Requests that were answered after it had happened.' },
		failed: { unit: 'count', says: 'All requests that failed.' },
		'gap-seconds': {
			unit: 'seconds',
			isTime: true,
			says: 'The longest time from a request that failed to the next that was answered, or to the end.',
		},
		answer: { unit: 'text', says: 'The last answer.' },
		'first-answer': { unit: 'text', says: 'The first answer.' },
		containers: { unit: 'count', says: 'The containers that run for it.' },
		hops: { unit: 'count', says: 'The connections from service to service that one request needs.' },
		path: { unit: 'text', says: 'The services that a request went through, before anything happened.' },
		'path-after': {
			unit: 'text',
			says: 'The services that a request went through after it had happened; an address stands where nobody was.',
		},
	},
	async run(_side, given, tools) {
		const project = await tools.project();
		tools.step('starting the services');
		const startOfUp = Date.now();
		await project.up(given.up);
		const endOfUp = Date.now();
		const url = await urlOf(given, project, tools);
		const follow = () => (given.follow ? followed(url, given, project, tools) : undefined);
		if (given.settle) await untilFirstAnswer(url, tools.signal);
		const running = await countContainers(project);
		const pathBefore = await follow();

		const begin = performance.now();
		const beginOnClock = Date.now();
		const actions: TimelineEvent[] = [];
		const note = (what: string) => actions.push({ at: seconds(performance.now() - begin), what });
		const asking = askSteadily(url, 'before', { ...given, signal: tools.signal });
		await asking.more(given.first);
		asking.phase('meanwhile');
		const phases = await phasesOf(project, tools, startOfUp, endOfUp);
		for (const one of given.happens) await carryOut(one, project, tools, note);
		asking.phase('after');
		await asking.more(given.last);
		const all = await asking.end();
		const pathAfter = await follow();
		const firstAnswer = all.find(({ isAnswered }) => isAnswered);
		if (firstAnswer !== undefined) {
			const at = seconds(beginOnClock - startOfUp + firstAnswer.ended - begin);
			phases.push({ at, what: 'first answer', ok: true });
			phases.sort((a, b) => a.at - b.at);
		}
		await project.down();

		const tallies = {
			before: tallyOf(all, 'before'),
			meanwhile: tallyOf(all, 'meanwhile'),
			after: tallyOf(all, 'after'),
		};
		const total = tallyOf(all);
		const answers = all.filter(({ isAnswered }) => isAnswered).map(({ body }) => body.slice(0, 500));
		return {
			measurements: {
				'failed-before': { value: tallies.before.failed },
				'answered-before': { value: tallies.before.answered },
				'failed-meanwhile': { value: tallies.meanwhile.failed, details: [...tallies.meanwhile.reasons] },
				'answered-meanwhile': { value: tallies.meanwhile.answered },
				'failed-after': { value: tallies.after.failed, details: [...tallies.after.reasons] },
				'answered-after': { value: tallies.after.answered },
				failed: { value: total.failed, details: [...total.reasons] },
				'gap-seconds': { value: longestGap(all) },
				containers: { value: running },
				...(answers[0] === undefined ? {} : { 'first-answer': { value: answers[0] } }),
				...(answers.length === 0 ? {} : { answer: { value: answers.at(-1) ?? '' } }),
				...(pathBefore === undefined
					? {}
					: { hops: { value: pathBefore.services.length - 1 }, path: observedPath(pathBefore) }),
				...(pathAfter === undefined ? {} : { 'path-after': observedPath(pathAfter) }),
			},
			timelines: {
				start: phases,
				requests: [...actions, ...eventsOf(all, begin)].sort((a, b) => a.at - b.at),
				...(pathBefore === undefined || pathAfter === undefined
					? {}
					: { steps: stepsOf(pathBefore, actions, pathAfter, all) }),
			},
		};
	},
});

async function urlOf(
	{ service, port, path }: Settings,
	project: Project,
	{ engine }: Tools,
): Promise<string> {
	return `http://${await engine.portOf(await project.container(service), port)}${path}`;
}

/** A proxy needs a moment to find what is behind it. Gives up after half a minute; the requests then fail, and say why. */
async function untilFirstAnswer(url: string, signal: AbortSignal): Promise<void> {
	for (let attempt = 0; attempt < 150 && !signal.aborted; attempt++) {
		if ((await ask(url, 'settle', 5)).isAnswered) return;
		await pause(200);
	}
}

function followed(
	url: string,
	{ service, patience }: Settings,
	project: Project,
	{ engine }: Tools,
): Promise<Path> {
	return pathOf(service, () => ask(url, 'follow', patience), project, engine);
}

async function carryOut(
	one: z.infer<typeof action>,
	project: Project,
	tools: Tools,
	note: (what: string) => void,
): Promise<void> {
	if ('edit' in one) {
		await tools.edit(one.edit.file, one.edit.from, one.edit.to);
		return;
	}
	if ('run' in one) {
		tools.step(`running ${one.run}`);
		note(`\`${one.run}\` begins`);
		await project.script(one.run, tools.signal);
		note(`\`${one.run}\` has ended`);
		return;
	}
	tools.step(`moving ${one.move}`);
	await move(one.move, project, tools.engine, note);
}
