import { mutableDeployTag } from '#core/rules/registries/mutable-deploy-tag.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const untagged = (text: string, line: number, column: number, image = text) => ({
	text,
	at: [line, column] as const,
	message: `\`${image}\` means \`latest\`. Deploy a tag that never moves, or the digest.`,
});
const latest = (text: string, line: number, column: number, image = text) => ({
	text,
	at: [line, column] as const,
	message: `\`${image}\` changes with every push. Deploy a tag that never moves, or the digest.`,
});

ruleTest(mutableDeployTag, {
	reports: [
		{
			name: 'marks images of private registries',
			path,
			text: 'services:\n  a: {image: registry.acme.dev/tides}\n  b: {image: "localhost:5000/tides:latest"}\n  c:\n    image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/tides\n',
			findings: [
				untagged('registry.acme.dev/tides', 2, 14),
				latest('localhost:5000/tides:latest', 3, 15),
				untagged('123456789012.dkr.ecr.eu-west-1.amazonaws.com/tides', 5, 12),
			],
		},
		{
			name: 'takes the default of a variable',
			path,
			text: 'services: {a: {image: "$' + '{REG:-r.acme.dev}/tides:$' + '{TAG:-latest}"}}\n',
			findings: [
				latest('$' + '{REG:-r.acme.dev}/tides:$' + '{TAG:-latest}', 1, 24, 'r.acme.dev/tides:latest'),
			],
		},
		{
			name: 'marks public images too',
			path,
			text: 'services:\r\n  a: {image: node}\r\n  b: {image: "docker.io/acme/tides:latest"}\r\n  c: {image: quay.io/acme/tides}\r\n',
			findings: [
				untagged('node', 2, 14),
				latest('docker.io/acme/tides:latest', 3, 15),
				untagged('quay.io/acme/tides', 4, 14),
			],
		},
		{
			name: 'reads JSON, a merge and a second document',
			path,
			text: 'x-a: &a {"image": "r.acme.dev/a"}\nservices: {"a": {<<: *a}, "b": {<<: *a, "image": "r.acme.dev/b:1"}}\n---\nservices: {b: {image: r.acme.dev/b:latest}}\n',
			findings: [untagged('r.acme.dev/a', 1, 20), latest('r.acme.dev/b:latest', 4, 23)],
		},
	],
	passes: [
		{
			name: 'other tags and digests',
			path,
			text: 'services:\n  a: {image: "r.acme.dev/a:1.4"}\n  b: {image: "r.acme.dev/a@sha256:ab"}\n  c: {image: "r.acme.dev/a:latest@sha256:ab"}\n  d: {image: "r.acme.dev:5000/a:latest-1"}\n',
		},
		{
			name: 'services that are built here',
			path,
			text: 'services:\n  d: {image: r.acme.dev/a}\n  a: {image: r.acme.dev/a, build: .}\n  b: {build: {context: .}, image: "r.acme.dev/a:latest"}\n',
		},
		{
			name: 'unknown variables',
			path,
			text:
				'services:\n  a: {image: "r.acme.dev/a:$' +
				'{TAG}"}\n  b: {image: "r.acme.dev/a$' +
				'{SUFFIX}"}\n  c: {image: "$' +
				'{REG}/a"}\n  d: {image: "r.acme.dev/a:$' +
				'{TAG:?tag}"}\n',
		},
		{
			name: 'a service that another file completes',
			path,
			text: 'services:\n  a: {image: r.acme.dev/a, extends: {file: b.yaml, service: a}}\n',
		},
	],
});
