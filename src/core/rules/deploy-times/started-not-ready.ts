import type { ComposeService } from '../../compose/model.ts';
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
	compose({ compose, report }) {
		const services = new Map(compose.services.map((service) => [service.name.text, service]));
		for (const { dependsOn } of compose.services) {
			for (const { service, condition } of dependsOn) {
				if (condition && condition.text !== 'service_started') continue;
				if (!hasHealthCheck(services.get(service.text))) continue;
				const { span } = condition ?? service;
				const isWritten = compose.text.slice(span.start, span.end) === 'service_started';
				const edits = [{ span, text: 'service_healthy' }];
				report('started', span, {
					values: { service: service.text },
					fix: isWritten ? { title: 'Wait until it is healthy', kind: 'safe', edits } : undefined,
				});
			}
		}
	},
});

/** A health check that only changes the times of the image's own may have none to change. */
function hasHealthCheck(service: ComposeService | undefined): boolean {
	const check = service?.healthcheck?.value;
	return check?.hasTest === true && !check.isDisabled;
}
