import { defineRule } from '../rule.ts';

/** The engine's oldest network has no names: containers on it find each other by address or by links only. */
export const defaultBridge = defineRule({
	id: 'default-bridge',
	topic: 'ambassadors',
	severity: 'warning',
	summary: 'Services run on a network of their own, where names work',
	messages: {
		bridge: 'On the default bridge `{service}` reaches nobody by name. Remove `network_mode`.',
	},
	compose({ compose, report }) {
		for (const { name, networkMode } of compose.services) {
			if (networkMode?.value !== 'bridge') continue;
			report('bridge', networkMode.span, { values: { service: name.text } });
		}
	},
});
