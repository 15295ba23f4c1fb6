import { publishedTwice } from '#core/rules/ambassadors/published-twice.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';

ruleTest(publishedTwice, {
	reports: [
		{
			name: 'names both services',
			path,
			text: 'services:\n  a:\n    ports: ["80:80"]\n  b:\n    ports: ["80:8080"]\n    container_name: x\n  c: {container_name: x}\n',
			findings: [
				{
					text: '80:8080',
					at: [5, 14],
					message: 'Port 80 belongs to `a` already, so `b` cannot start. Publish another one.',
				},
				{
					text: 'x',
					at: [7, 23],
					message: 'The name `x` belongs to `b` already. Give each its own, or none.',
				},
			],
		},
	],
	passes: [{ name: 'two ports', path, text: 'services: {a: {ports: ["80:80"]}, b: {ports: ["81:80"]}}\n' }],
});

const two = (a: string, b: string) => `services:\n  a: {image: "a:1", ${a}}\n  b: {image: "b:1", ${b}}\n`;

markedTest(
	publishedTwice,
	[
		two('ports: ["80:80"]', 'ports: ["«80:80»"]'),
		two('ports: ["80:80"]', 'ports: ["81:81", "«80:90»"]'),
		two('ports: ["127.0.0.1:80:80"]', 'ports: ["«80:80»"]'),
		two('ports: ["80:80"]', 'ports: ["«127.0.0.1:80:80»"]'),
		two('ports: ["127.0.0.1:80:80"]', 'ports: ["«127.0.0.1:80:81»"]'),
		two('ports: ["0.0.0.0:80:80"]', 'ports: ["«127.0.0.1:80:81»"]'),
		two('ports: ["53:53/udp"]', 'ports: ["«53:53/udp»"]'),
		two('ports: [{target: 80, published: 80}]', 'ports: [«{target: 81, published: "80"}»]'),
		two('ports: ["8000-8002:8000-8002"]', 'ports: ["«8001:80»"]'),
		two('container_name: x', 'container_name: «x»'),
		two('container_name: x', 'profiles: [p], container_name: «x»'),
		two('profiles: [p], ports: ["80:80"]', 'profiles: [q, p], ports: ["«80:80»"]'),
		two('ports: ["${P:-80}:80"]', 'ports: ["«80:81»"]'),
		'services:\n  a: {ports: ["80:80"]}\n  b: {ports: ["«80:81»"]}\n  c: {ports: ["«80:82»"]}\n',
		// Silent.
		two('ports: ["80:80"]', 'ports: ["81:80"]'),
		two('ports: ["80"]', 'ports: ["80"]'),
		two('ports: ["80:80"]', 'ports: ["80:80/udp"]'),
		two('ports: ["127.0.0.1:80:80"]', 'ports: ["127.0.0.2:80:80"]'),
		two('ports: ["0.0.0.0:80:80"]', 'ports: ["[::]:80:80"]'),
		two('profiles: [p], ports: ["80:80"]', 'profiles: [q], ports: ["80:80"]'),
		two('profiles: [p], container_name: x', 'profiles: [q], container_name: x'),
		two('ports: ["${P}:80"]', 'ports: ["${P}:80"]'),
		two('ports: ["8000-8001:80"]', 'ports: ["8000-8001:80"]'),
		two('network_mode: host, ports: ["80:80"]', 'ports: ["80:80"]'),
		two('deploy: {replicas: 0}, ports: ["80:80"]', 'ports: ["80:80"]'),
		two('scale: 0, ports: ["80:80"]', 'ports: ["80:80"]'),
		two('container_name: x', 'container_name: y'),
		two('container_name: "${N}"', 'container_name: "${N}"'),
		'services: {a: {ports: ["80:80", "80:80/udp"]}}\n',
	],
	path,
);
