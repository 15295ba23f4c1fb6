import { hasHealthCheck, type ProjectReadiness, readReadiness } from '../../compose/readiness.ts';
import { defineRule } from '../rule.ts';

/** A database that has started does not answer yet; the health check that says when it does is there, and nobody waits for it. */
export const startedNotReady = defineRule({
	id: 'started-not-ready',
	topic: 'deploy-times',
	severity: 'warning',
	summary: 'A service waits until what it depends on is healthy',
	fixes: 'safe',
	messages: {
		started:
			'`{service}` has a health check, but this waits only for its start. Wait for `condition: service_healthy`.',
	},
	compose({ compose, readiness, report }) {
		const project: ProjectReadiness =
			readiness ?? new Map(compose.services.map((service) => [service.name.text, readReadiness(service)]));
		for (const { name, dependsOn } of compose.services) {
			for (const { service, condition } of dependsOn) {
				if (condition && condition.text !== STARTED) continue;
				// What is laid over this file has the last word.
				if ((project.get(name.text)?.conditions.get(service.text) ?? STARTED) !== STARTED) continue;
				const other = project.get(service.text);
				if (!other || !hasHealthCheck(other)) continue;
				const { span } = condition ?? service;
				const isWritten = compose.text.slice(span.start, span.end) === STARTED;
				const edits = [{ span, text: 'service_healthy' }];
				report('started', span, {
					values: { service: service.text },
					fix: isWritten ? { title: 'Wait until it is healthy', kind: 'safe', edits } : undefined,
				});
			}
		}
	},
});

const STARTED = 'service_started';
