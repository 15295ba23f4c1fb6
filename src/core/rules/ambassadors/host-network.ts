import { defineRule } from '../rule.ts';

/** On the host's network a service has no address of its own: its ports are the machine's, and names of services mean nothing. */
export const hostNetwork = defineRule({
	id: 'host-network',
	topic: 'ambassadors',
	severity: 'info',
	summary: 'Services have a network of their own',
	messages: {
		host: '`{service}` shares the network of the machine: others do not find it by name, and each port is open.',
	},
	compose({ compose, report }) {
		for (const { name, networkMode } of compose.services) {
			if (networkMode?.value === 'host') report('host', networkMode.span, { values: { service: name.text } });
		}
	},
});
