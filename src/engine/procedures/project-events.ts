import type { TimelineEvent } from '#examples/evidence/evidence.ts';
import type { ServiceProject } from '../compose/project.ts';
import type { Observed, Tools } from '../experiments/experiment.ts';
import type { Path } from './paths.ts';
import { type AskedRequest, countOutcomes, toSeconds } from './requests.ts';

/** A way as a measurement: the services, and below it the addresses of all. */
export function makeObservedPath({ services, addresses }: Path): Observed {
	return { value: formatPath(services), details: [...addresses] };
}

function formatPath(services: readonly string[]): string {
	return services.join(' → ');
}

/** What a picture shows one after the other: the way of a request, what happens, and the way of a request after it. */
export function buildTimelineSteps(
	before: Path,
	actions: readonly TimelineEvent[],
	after: Path,
	all: readonly AskedRequest[],
): TimelineEvent[] {
	const isFine = (phase: string) => countOutcomes(all, phase).failed === 0;
	const end = Math.max(0, ...actions.map(({ at }) => at));
	return [
		{ at: 0, what: formatPath(before.services), ok: isFine('before') },
		...actions,
		{ at: end, what: formatPath(after.services), ok: isFine('after') },
	];
}

/** When each container started and was healthy, in seconds since `docker compose up` began. */
export async function collectStartPhases(
	project: ServiceProject,
	{ engine }: Pick<Tools, 'engine'>,
	begin: number,
	end: number,
): Promise<TimelineEvent[]> {
	const events: TimelineEvent[] = [{ at: toSeconds(end - begin), what: '`docker compose up` has ended' }];
	for (const service of await project.services()) {
		for (const container of await project.containers(service)) {
			const { startedAt, healthyAt } = await engine.inspect(container);
			events.push({ at: toSeconds(startedAt - begin), what: `\`${service}\` started` });
			if (healthyAt !== undefined)
				events.push({ at: toSeconds(healthyAt - begin), what: `\`${service}\` healthy`, ok: true });
		}
	}
	return events.sort((a, b) => a.at - b.at);
}

/** The containers of the project that run. */
export async function countContainers(project: ServiceProject): Promise<number> {
	const containers = await Promise.all(
		(await project.services()).map((service) => project.containers(service)),
	);
	return containers.flat().length;
}
