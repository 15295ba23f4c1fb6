import { defineRule } from '../rule.ts';
import { locateExposedPorts } from './exposed-ports.ts';

/** `EXPOSE` publishes nothing; a mapping in it is ignored. */
export const exposeInvalidFormat = defineRule({
	id: 'expose-invalid-format',
	topic: 'build-checks',
	severity: 'warning',
	summary: "`EXPOSE` names the container's ports only",
	aliases: ['ExposeInvalidFormat'],
	messages: {
		mapping: '`{port}` has an address or a host port, which `EXPOSE` does not use.',
	},
	dockerfile(context) {
		for (const { port, at } of locateExposedPorts(context)) {
			if (port.address !== '' || port.hostPort !== '')
				context.report('mapping', at, { values: { port: port.text } });
		}
	},
});
