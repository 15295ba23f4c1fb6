import { defineRule } from '../rule.ts';
import { lineage } from '../runs.ts';

/** Without a health check the engine knows that the process runs, not that it answers: whoever waits for it starts too early, and a hung one stays. */
export const missingHealthcheck = defineRule({
	id: 'missing-healthcheck',
	topic: 'deploy-times',
	severity: 'info',
	summary: 'An image that serves a port says how to tell that it answers',
	messages: {
		missing:
			'The image serves port {port}, and nothing tells when it answers: add a `HEALTHCHECK`, or `HEALTHCHECK NONE` where the platform asks itself.',
	},
	dockerfile({ stages, report }) {
		if (!stages.final) return;
		const steps = lineage(stages.final, stages)
			.reverse()
			.flatMap(({ instructions }) => instructions);
		const keywords = new Set(steps.map(({ keyword }) => keyword));
		if (keywords.has('HEALTHCHECK') || !(keywords.has('CMD') || keywords.has('ENTRYPOINT'))) return;
		const expose = steps.findLast(({ keyword }) => keyword === 'EXPOSE');
		if (expose) report('missing', expose.span, { values: { port: expose.body.text } });
	},
});
