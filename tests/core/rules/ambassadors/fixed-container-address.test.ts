import { fixedContainerAddress } from '#core/rules/ambassadors/fixed-container-address.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const message = (service: string, address: string, network: string) =>
	`\`${service}\` always takes ${address} on \`${network}\`, so it cannot be scaled. Let others use its name.`;

ruleTest(fixedContainerAddress, {
	reports: [
		{
			name: 'marks both addresses',
			path,
			text: 'services:\n  db:\n    networks:\n      back:\n        ipv4_address: 172.20.0.5\n        ipv6_address: "2001:db8::5"\n',
			findings: [
				{ text: '172.20.0.5', at: [5, 23], message: message('db', '172.20.0.5', 'back') },
				{ text: '2001:db8::5', at: [6, 24], message: message('db', '2001:db8::5', 'back') },
			],
		},
		{
			name: 'reads JSON',
			path,
			text: '{"services":{"db":{"networks":{"back":{"ipv4_address":"10.1.0.2"}}}}}',
			findings: [{ text: '10.1.0.2', at: [1, 56], message: message('db', '10.1.0.2', 'back') }],
		},
		{
			name: 'finds the address behind an anchor',
			path,
			text: "x-n: &n\r\n  back: {ipv4_address: '10.1.0.2'}\r\nservices:\r\n  db: {networks: *n}\r\n",
			findings: [{ text: '10.1.0.2', at: [2, 25], message: message('db', '10.1.0.2', 'back') }],
		},
		{
			name: 'takes the default of a variable',
			path,
			text: 'services: {db: {networks: {back: {ipv4_address: "$' + '{IP:-10.1.0.2}"}}}}\n',
			findings: [{ text: '$' + '{IP:-10.1.0.2}', at: [1, 50], message: message('db', '10.1.0.2', 'back') }],
		},
	],
	passes: [
		{
			name: 'a variable without a default',
			path,
			text: 'services: {db: {networks: {back: {ipv4_address: "$' + '{IP}"}}}}\n',
		},
		{ name: 'networks as a list', path, text: 'services:\n  db:\n    networks: [back]\n' },
		{
			name: 'a network without an address',
			path,
			text: 'services:\n  db:\n    networks:\n      back:\n      front: {ipv4_address: }\n',
		},
		{
			name: 'the range of a network',
			path,
			text: 'services: {db: {image: a}}\nnetworks:\n  back:\n    ipam: {config: [{subnet: 172.20.0.0/16, gateway: 172.20.0.1}]}\n',
		},
	],
});
