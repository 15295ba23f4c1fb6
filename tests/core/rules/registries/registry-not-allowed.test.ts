import { registryNotAllowed } from '#core/rules/registries/registry-not-allowed.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const settings = {
	allowedImages: [
		'registry.acme.dev',
		'docker.io/library',
		'ghcr.io/acme/*',
		'quay.io/a/b',
		'localhost:5000',
		'grafana/grafana',
	],
};

ruleTest(registryNotAllowed, {
	reports: [
		{
			name: 'names the image',
			text: 'FROM quay.io/x/y:1\n',
			settings,
			findings: [
				{
					text: 'quay.io/x/y:1',
					at: [1, 6],
					message: '`quay.io/x/y:1` is none of the images that `allowed-images` lists. Take one of those.',
				},
			],
		},
	],
	passes: [{ name: 'nothing where the settings list nothing', text: 'FROM quay.io/x/y:1\n' }],
});

const withSettings = (texts: readonly string[]) => texts.map((text) => ({ text, settings }));

markedTest(
	registryNotAllowed,
	withSettings([
		'FROM «quay.io/x/y:1»\n',
		'FROM «acme/tides:1»\n',
		'FROM «docker.io/acme/tides»\n',
		'FROM «ghcr.io/acmecorp/tides:1»\n',
		'FROM «ghcr.io/other/acme:1»\n',
		'FROM «registry.acme.dev.example.com/a:1»\n',
		'FROM «registry.acme.dev:5000/a:1»\n',
		'FROM «quay.io/a/bc:1»\n',
		'FROM debian:13 AS b\nFROM «quay.io/x/y»\nCOPY --from=b /a /a\n',
		'FROM debian:13\nCOPY --from=«quay.io/x/y:1» /a /a\n',
		'FROM debian:13\nRUN --mount=«type=bind,from=quay.io/x/y:1,target=/y» cp /y/a /a\n',
		'ARG B=quay.io/x/y:1\nFROM «$B»\n',
		'FROM --platform=linux/amd64 «quay.io/x/y@sha256:0123456789012345678901234567890123456789012345678901234567890123» AS x\n',
		// Silent.
		'FROM debian:13\n',
		'FROM docker.io/library/debian:13\n',
		'FROM library/debian\n',
		'FROM registry.acme.dev/a/b/c:1\n',
		'FROM ghcr.io/acme/tides:1\n',
		'FROM quay.io/a/b:1\n',
		'FROM localhost:5000/x\n',
		'FROM grafana/grafana:11\n',
		'FROM scratch\n',
		'FROM debian:13 AS b\nFROM b\nCOPY --from=b /a /a\nCOPY --from=0 /a /a\n',
		'ARG B\nFROM $B\n',
		'ARG R\nFROM $R/x/y:1\n',
		'FROM debian:13\nCOPY --from= a b\nCOPY --from=scratch a b\nRUN --mount=from=scratch,target=/x --network=none c\n',
		'FROM debian:13\nRUN --mount=type=bind,from=debian:13,target=/y ls /y\nCOPY a /a\n',
	]),
);

markedTest(
	registryNotAllowed,
	withSettings([
		'services: {a: {image: «quay.io/x/y»}, b: {image: "debian:13"}}\n',
		'services: {a: {image: quay.io/x/y, build: .}}\n',
		'services: {a: {image: "${R}/x/y"}}\n',
	]),
	'compose.yaml',
);
