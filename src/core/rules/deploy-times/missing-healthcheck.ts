import type { Instruction } from '../../dockerfile/model.ts';
import { listLineage } from '../../image/runs.ts';
import { findStart } from '../../image/start-scripts.ts';
import { defineRule } from '../rule.ts';

/** Without a health check the engine knows that the process runs, not that it answers: whoever waits for it starts too early, and a hung one stays. */
export const missingHealthcheck = defineRule({
	id: 'missing-healthcheck',
	topic: 'deploy-times',
	severity: 'info',
	summary: 'An image that serves a port says how to tell that it answers',
	messages: {
		missing: 'Nothing tells when {ports}. Add a `HEALTHCHECK`, or `HEALTHCHECK NONE`.',
	},
	dockerfile({ facts, stages, report }) {
		if (!stages.final || !stages.isInFinalImage(stages.final)) return;
		const steps = listLineage(stages.final, stages)
			.reverse()
			.flatMap((stage) => facts.listSteps(stage));
		const { entrypoint, command } = findStart(stages.final, facts);
		const hasCheck = steps.some(({ instruction }) => instruction.keyword === 'HEALTHCHECK');
		if (hasCheck || !(isSet(entrypoint) || isSet(command))) return;
		const expose = steps.findLast(({ instruction }) => instruction.keyword === 'EXPOSE');
		if (!expose) return;
		const list = expose.instruction.args.map(({ text }) => text);
		const ports = list.length > 1 ? `ports ${list.join(', ')} answer` : `port ${list.join('')} answers`;
		report('missing', expose.place.span, { values: { ports } });
	},
});

/** An empty list takes back what a base image has set. */
function isSet(start: Instruction | undefined): boolean {
	return start !== undefined && !(start.isJson && start.args.length === 0);
}
