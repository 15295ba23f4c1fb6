import { defaultBridge } from '#core/rules/ambassadors/default-bridge.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const message = (service: string) =>
	`On the default bridge \`${service}\` reaches nobody by name. Remove \`network_mode\`.`;

ruleTest(defaultBridge, {
	reports: [
		{
			name: 'marks the value',
			path,
			text: 'services:\n  web:\n    network_mode: bridge # old\n',
			findings: [{ text: 'bridge', at: [3, 19], message: message('web') }],
		},
		{
			name: 'reads quotes and JSON',
			path,
			text: '{"services": {"web": {"network_mode": "bridge"}, "b": {network_mode: \'bridge\'}}}',
			findings: [
				{ text: 'bridge', at: [1, 40], message: message('web') },
				{ text: 'bridge', at: [1, 71], message: message('b') },
			],
		},
		{
			name: 'reads a merge, with the place where it is written',
			path,
			text: 'x-n: &n\r\n  network_mode: bridge\r\nservices:\r\n  a: {<<: *n}\r\n  b: {<<: *n, network_mode: host}\r\n',
			findings: [{ text: 'bridge', at: [2, 17], message: message('a') }],
		},
		{
			name: 'takes the default of a variable',
			path,
			text: 'services:\n  web:\n    network_mode: $' + '{MODE:-bridge}\n',
			findings: [{ text: '$' + '{MODE:-bridge}', at: [3, 19], message: message('web') }],
		},
	],
	passes: [
		{
			name: 'other modes',
			path,
			text: 'services:\n  a: {network_mode: host}\n  b: {network_mode: none}\n  c: {network_mode: "service:a"}\n',
		},
		{
			name: 'a network with that driver or name',
			path,
			text: 'services:\n  a: {networks: [bridge]}\nnetworks:\n  bridge: {driver: bridge}\n',
		},
		{ name: 'an unknown variable', path, text: 'services:\n  a: {network_mode: "$' + '{MODE}"}\n' },
		{
			name: 'a merge that the service overrules',
			path,
			text: 'x-n: &n {network_mode: bridge}\nservices:\n  b: {<<: *n, network_mode: host}\n',
		},
	],
});
