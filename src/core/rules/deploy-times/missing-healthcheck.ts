import type { Instruction } from '../../dockerfile/model.ts';
import { listLineage } from '../../image/runs.ts';
import { defineRule } from '../rule.ts';

/** Without a health check the engine knows that the process runs, not that it answers: whoever waits for it starts too early, and a hung one stays. */
export const missingHealthcheck = defineRule({
	id: 'missing-healthcheck',
	topic: 'deploy-times',
	severity: 'info',
	summary: 'An image that serves a port says how to tell that it answers',
	messages: {
		missing:
			'The image serves {ports}, and nothing tells when it answers: add a `HEALTHCHECK`, or `HEALTHCHECK NONE` where the platform asks itself.',
	},
	dockerfile({ stages, report }) {
		if (!stages.final) return;
		const steps = listLineage(stages.final, stages)
			.reverse()
			.flatMap(({ instructions }) => instructions);
		if (
			steps.some(({ keyword }) => keyword === 'HEALTHCHECK') ||
			!START.some((keyword) => isSet(keyword, steps))
		)
			return;
		const expose = steps.findLast(({ keyword }) => keyword === 'EXPOSE');
		if (!expose) return;
		const ports = expose.args.map(({ text }) => text).join(', ');
		report('missing', expose.span, {
			values: { ports: `port${expose.args.length > 1 ? 's' : ''} ${ports}` },
		});
	},
});

const START = ['CMD', 'ENTRYPOINT'];

/** The last one counts, and an empty list takes back what a base image has set. */
function isSet(keyword: string, steps: readonly Instruction[]): boolean {
	const last = steps.findLast((step) => step.keyword === keyword);
	return last !== undefined && !(last.isJson && last.args.length === 0);
}
