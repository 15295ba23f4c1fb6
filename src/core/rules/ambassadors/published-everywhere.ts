import type { Port } from '../../compose/model.ts';
import { findStorePort } from '../../knowledge/store-ports.ts';
import { defineRule } from '../rule.ts';

/** Docker opens a published port in front of the machine's firewall; services of one file reach each other without it. */
export const publishedEverywhere = defineRule({
	id: 'published-everywhere',
	topic: 'ambassadors',
	severity: 'info',
	summary: 'Databases and their like are published on one address, or not at all',
	messages: {
		open: 'Everyone who reaches this machine reaches {program} of `{service}`. Publish it on 127.0.0.1.',
	},
	compose({ compose, report }) {
		for (const { name, image, ports, networkMode } of compose.services) {
			if (networkMode && /^(?:host|none|service:|container:)/.test(networkMode.value)) continue;
			for (const port of ports) {
				const program = isEverywhere(port)
					? findStorePort(port.target, `${image?.value} ${name.text}`)
					: undefined;
				if (program !== undefined) report('open', port.span, { values: { service: name.text, program } });
			}
		}
	},
});

function isEverywhere({ hostIp }: Port): boolean {
	return hostIp === undefined || hostIp === '0.0.0.0' || hostIp === '::';
}
