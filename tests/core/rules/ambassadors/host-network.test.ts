import { hostNetwork } from '#core/rules/ambassadors/host-network.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';

ruleTest(hostNetwork, {
	reports: [
		{
			name: 'names the service',
			path,
			text: 'services:\n  web:\n    network_mode: host\n',
			findings: [
				{
					text: 'host',
					at: [3, 19],
					message:
						'`web` shares the network of the machine: others do not find it by name, and each port is open.',
				},
			],
		},
	],
	passes: [{ name: 'a network', path, text: 'services: {a: {image: "a:1", networks: [n]}}\n' }],
});

markedTest(
	hostNetwork,
	[
		'services: {a: {network_mode: «host»}}\n',
		'services: {a: {network_mode: "«host»"}}\n',
		"services:\n  a:\n    image: a:1\n    network_mode: '«host»' # fast\n",
		'services:\n  a: {network_mode: «host»}\n  b: {network_mode: «host»}\n',
		'x-a: &a {network_mode: «host»}\nservices: {a: {<<: *a}}\n',
		'services: {a: {network_mode: "«${MODE:-host}»"}}\n',
		'services: {a: {image: "a:1"}}\n---\nservices: {a: {network_mode: «host»}}\n',
		'{"services": {"a": {"network_mode": "«host»"}}}\n',
		'version: "2"\nservices:\r\n  a:\r\n    network_mode: «host»\r\n',
		'a: {image: "a:1", network_mode: «host»}\n',
		'services: {a: &a {network_mode: «host»}, b: {image: "b:1"}}\n',
		'services: {b: {image: "b:1"}, a: {network_mode: «host»}}\n',
		// Silent.
		'services: {a: {network_mode: bridge}}\n',
		'services: {a: {network_mode: none}}\n',
		'services: {a: {network_mode: "service:b"}}\n',
		'services: {a: {network_mode: "container:x"}}\n',
		'services: {a: {network_mode: hosts}}\n',
		'services: {a: {network_mode: "${MODE}"}}\n',
		'services: {a: {networks: [host]}}\n',
		'services: {host: {image: "host:1"}}\n',
		'services: {a: {build: {context: ., network: host}}}\n',
		'services: {a: {pid: host}}\n',
		'services: {a: {hostname: host}}\n',
		'networks: {host: {}}\nservices: {a: {image: "a:1"}}\n',
		'services: {a: {network_mode: }}\n',
	],
	path,
);
