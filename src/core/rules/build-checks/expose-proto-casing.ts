import { defineRule } from '../rule.ts';
import { locateExposedPorts } from './exposed-ports.ts';

/** One way to write a protocol is enough, and tools that compare ports expect the lower case. */
export const exposeProtoCasing = defineRule({
	id: 'expose-proto-casing',
	topic: 'build-checks',
	severity: 'warning',
	summary: '`EXPOSE` names protocols in lower case',
	aliases: ['ExposeProtoCasing'],
	messages: {
		mixed: 'The protocol in `{port}` should be lower case.',
	},
	dockerfile(context) {
		for (const { port, at } of locateExposedPorts(context)) {
			if (port.protocol !== port.protocol.toLowerCase())
				context.report('mixed', at, { values: { port: port.text } });
		}
	},
});
