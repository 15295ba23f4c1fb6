import { unmaintainedRegistry } from '#core/rules/registries/unmaintained-registry.ts';
import { ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const createFinding = (text: string, line: number, column: number, image = text) => ({
	text,
	at: [line, column] as const,
	message: `\`${image}\` gets no more security fixes. Move to \`registry:3\`; its storage stays.`,
});

ruleTest(unmaintainedRegistry, {
	reports: [
		{
			name: 'knows version 2 and older under all the names of Docker Hub',
			path,
			text: 'services:\n  a: {image: registry:2}\n  b: {image: "docker.io/library/registry:2.8.3"}\n  c: {image: library/registry:0.9.1}\n  d: {image: registry:2@sha256:ab}\n',
			findings: [
				createFinding('registry:2', 2, 14),
				createFinding('docker.io/library/registry:2.8.3', 3, 15),
				createFinding('library/registry:0.9.1', 4, 14),
				createFinding('registry:2@sha256:ab', 5, 14),
			],
		},
		{
			name: 'knows a mirror of the official image',
			path,
			text: 'services:\r\n  a:\r\n    image: public.ecr.aws/docker/library/registry:2.7\r\n',
			findings: [createFinding('public.ecr.aws/docker/library/registry:2.7', 3, 12)],
		},
		{
			name: 'takes the default of a variable',
			path,
			text: 'services: {a: {image: "registry:$' + '{V:-2}"}}\n',
			findings: [createFinding('registry:$' + '{V:-2}', 1, 24, 'registry:2')],
		},
		{
			name: 'reads FROM, with a platform, lower case and an ARG',
			text: 'ARG V=2.8\nfrom --platform=linux/amd64 registry:$V as r\nFROM registry:2-alpine\n',
			findings: [
				createFinding('registry:$V', 2, 29, 'registry:2.8'),
				createFinding('registry:2-alpine', 3, 6),
			],
		},
	],
	passes: [
		{
			name: 'version 3, no tag, latest and a digest alone',
			path,
			text: 'services:\n  a: {image: "registry:3"}\n  b: {image: registry}\n  c: {image: "registry:latest"}\n  d: {image: "registry@sha256:ab"}\n  e: {image: "registry:3.0.0-rc.2"}\n',
		},
		{
			name: 'other images whose name ends so',
			path,
			text: 'services:\n  a: {image: "acme/registry:2"}\n  b: {image: "registry.acme.dev/registry:2"}\n  c: {image: "joxit/docker-registry-ui:2"}\n  d: {image: "schema-registry:2"}\n',
		},
		{
			name: 'unknown versions',
			path,
			text: 'services:\n  a: {image: "registry:$' + '{V}"}\n  b: {image: "registry:20250101"}\n',
		},
		{
			name: 'an earlier stage of that name',
			text: 'FROM a:1 AS registry\nFROM registry\nFROM $' + '{X}registry:2\n',
		},
	],
});
