import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { omitUndefined } from '#core/omit-undefined.ts';
import type { TimelineEvent } from '#examples/evidence/evidence.ts';
import { innerPath } from '#examples/inner-path.ts';
import type { ServiceProject } from '../compose/project.ts';
import { areUpOptions } from '../compose/script-calls.ts';
import { serviceName } from '../compose/service-name.ts';
import { move } from '../procedures/move.ts';
import { followConnections, type Path } from '../procedures/paths.ts';
import {
	buildTimelineSteps,
	collectStartPhases,
	countContainers,
	makeObservedPath,
} from '../procedures/project-events.ts';
import {
	askOnce,
	askSteadily,
	countOutcomes,
	listRequestEvents,
	measureLongestGap,
	toSeconds,
} from '../procedures/requests.ts';
import { urlPath } from '../url-path.ts';
import { defineExperiment, type Tools } from './experiment.ts';

/** How often something is tried until all is ready depends on the machine. What must hold is a claim. */
const WITH_TIME = 0.6;

const action = z
	.union([
		z.strictObject({ move: serviceName.describe('A service comes back at another address.') }),
		z.strictObject({
			run: innerPath.describe('A script of the side, such as `deploy.sh`. It runs in a container.'),
			fails: z.boolean().default(false).describe('It is to end with an error: what it is given is broken.'),
		}),
		z.strictObject({ edit: z.strictObject({ file: innerPath, from: z.string(), to: z.string() }) }),
	])
	.describe('One thing that happens while requests are being sent.');

const settings = z.strictObject({
	service: serviceName.describe('The service that is asked.'),
	port: z.int().default(8080),
	path: urlPath.default('/'),
	every: z.number().min(0.01).default(0.1).describe('Seconds from one request to the next.'),
	patience: z.number().default(3).describe('Seconds until a request without an answer has failed.'),
	up: z
		.array(z.string())
		.refine(areUpOptions, 'options of `docker compose up` that steer the services, such as `--wait`')
		.default(['--wait'])
		.describe('Options of the `docker compose up` that starts it all.'),
	settle: z.boolean().default(false).describe('Waits for a first answer before it counts.'),
	first: z.int().default(20).describe('Requests before anything happens.'),
	happens: z.array(action).default([]),
	last: z.int().default(20).describe('Requests after it has happened.'),
	follow: z.boolean().default(false).describe('Also finds out through which services a request goes.'),
});
type RequestsDuringSettings = z.infer<typeof settings>;

/** Starts the compose file, sends requests at a steady pace, and counts what comes back before, while and after something happens. */
export const requestsDuring = defineExperiment({
	name: 'requests-during',
	summary: 'Counts the requests that fail before, while and after something happens to the services.',
	isTimed: true,
	settings,
	measures: {
		'failed-before': {
			unit: 'count',
			varies: WITH_TIME,
			says: 'Requests that failed before anything happened.',
		},
		'answered-before': {
			unit: 'count',
			varies: WITH_TIME,
			says: 'Requests that were answered before anything happened.',
		},
		'failed-meanwhile': { unit: 'count', varies: 'freely', says: 'Requests that failed while it happened.' },
		'answered-meanwhile': {
			unit: 'count',
			varies: 'freely',
			says: 'Requests that were answered while it happened.',
		},
		'failed-after': { unit: 'count', says: 'Requests that failed after it had happened.' },
		'answered-after': { unit: 'count', says: 'Requests that were answered after it had happened.' },
		failed: { unit: 'count', varies: 'freely', says: 'All requests that failed.' },
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
		if (given.happens.some((one) => 'run' in one)) await project.prepareScripts();
		tools.step('starting the services');
		const startOfUp = Date.now();
		await project.up(given.up);
		const endOfUp = Date.now();
		const url = await resolveServiceUrl(given, project, tools);
		const follow = () => (given.follow ? followRequest(url, given, project, tools) : undefined);
		if (given.settle) await waitForFirstAnswer(url, tools.signal);
		const running = await countContainers(project);
		const pathBefore = await follow();

		const begin = performance.now();
		const beginOnClock = Date.now();
		const actions: TimelineEvent[] = [];
		const note = (what: string) => actions.push({ at: toSeconds(performance.now() - begin), what });
		const asking = askSteadily(url, 'before', { ...given, signal: tools.signal });
		await asking.more(given.first);
		asking.phase('meanwhile');
		const phases = await collectStartPhases(project, tools, startOfUp, endOfUp);
		for (const one of given.happens) await runAction(one, project, tools, note);
		asking.phase('after');
		await asking.more(given.last);
		const all = await asking.end();
		const pathAfter = await follow();
		const firstAnswer = all.find(({ isAnswered }) => isAnswered);
		if (firstAnswer !== undefined) {
			const at = toSeconds(beginOnClock - startOfUp + firstAnswer.ended - begin);
			phases.push({ at, what: 'first answer', ok: true });
			phases.sort((a, b) => a.at - b.at);
		}
		await project.down();

		const tallies = {
			before: countOutcomes(all, 'before'),
			meanwhile: countOutcomes(all, 'meanwhile'),
			after: countOutcomes(all, 'after'),
		};
		const total = countOutcomes(all);
		const answers = all.filter(({ isAnswered }) => isAnswered).map(({ body }) => body.slice(0, 500));
		const [firstText, lastText] = [answers[0], answers.at(-1)];
		return {
			measurements: {
				'failed-before': { value: tallies.before.failed },
				'answered-before': { value: tallies.before.answered },
				'failed-meanwhile': { value: tallies.meanwhile.failed, details: [...tallies.meanwhile.reasons] },
				'answered-meanwhile': { value: tallies.meanwhile.answered },
				'failed-after': { value: tallies.after.failed, details: [...tallies.after.reasons] },
				'answered-after': { value: tallies.after.answered },
				failed: { value: total.failed, details: [...total.reasons] },
				'gap-seconds': { value: measureLongestGap(all) },
				containers: { value: running },
				'first-answer': firstText === undefined ? undefined : { value: firstText },
				answer: lastText === undefined ? undefined : { value: lastText },
				hops: pathBefore && { value: pathBefore.services.length - 1 },
				path: pathBefore && makeObservedPath(pathBefore),
				'path-after': pathAfter && makeObservedPath(pathAfter),
			},
			timelines: {
				start: phases,
				requests: [...actions, ...listRequestEvents(all, begin)].sort((a, b) => a.at - b.at),
				...omitUndefined({
					steps: pathBefore && pathAfter && buildTimelineSteps(pathBefore, actions, pathAfter, all),
				}),
			},
		};
	},
});

async function resolveServiceUrl(
	{ service, port, path }: RequestsDuringSettings,
	project: ServiceProject,
	{ engine }: Tools,
): Promise<string> {
	return `http://${await engine.portOf(await project.container(service), port)}${path}`;
}

/** A proxy needs a moment to find what is behind it. Gives up after half a minute; the requests then fail, and say why. */
async function waitForFirstAnswer(url: string, signal: AbortSignal): Promise<void> {
	for (let attempt = 0; attempt < 150 && !signal.aborted; attempt++) {
		if ((await askOnce(url, 'settle', 5)).isAnswered) return;
		await pause(200);
	}
}

function followRequest(
	url: string,
	{ service, patience }: RequestsDuringSettings,
	project: ServiceProject,
	{ engine }: Tools,
): Promise<Path> {
	return followConnections(service, () => askOnce(url, 'follow', patience), project, engine);
}

async function runAction(
	plannedAction: z.infer<typeof action>,
	project: ServiceProject,
	tools: Tools,
	note: (what: string) => void,
): Promise<void> {
	if ('edit' in plannedAction) {
		await tools.edit(plannedAction.edit.file, plannedAction.edit.from, plannedAction.edit.to);
		return;
	}
	if ('run' in plannedAction) {
		tools.step(`running ${plannedAction.run}`);
		note(`\`${plannedAction.run}\` begins`);
		const { exitCode } = await project.script(plannedAction.run, tools.signal, plannedAction);
		note(`\`${plannedAction.run}\` has ended${exitCode === 0 ? '' : ' with an error'}`);
		return;
	}
	tools.step(`moving ${plannedAction.move}`);
	await move(plannedAction.move, project, tools.engine, note);
}
