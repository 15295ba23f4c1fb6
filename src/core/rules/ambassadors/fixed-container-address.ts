import { isKnown } from '../../compose/interpolate.ts';
import { defineRule } from '../rule.ts';

/** An address is handed out by the network and changes hands; who fixes it must keep every other service off it by hand. */
export const fixedContainerAddress = defineRule({
	id: 'fixed-container-address',
	topic: 'ambassadors',
	severity: 'info',
	summary: 'The network hands out addresses, and services are reached by name',
	messages: {
		fixed:
			'`{service}` always takes {address} on `{network}`, so it cannot be scaled. Let others use its name.',
	},
	compose({ compose, report }) {
		for (const { name, networks } of compose.services) {
			for (const { name: network, ipv4, ipv6 } of networks) {
				for (const address of [ipv4, ipv6]) {
					if (!address?.text || !isKnown(address.text)) continue;
					report('fixed', address.span, {
						values: { service: name.text, network: network.text, address: address.text },
					});
				}
			}
		}
	},
});
