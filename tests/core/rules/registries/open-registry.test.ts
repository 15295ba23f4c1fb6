import { openRegistry } from '#core/rules/registries/open-registry.ts';
import { markedTest, ruleTest } from '../rule-test.ts';

const path = 'compose.yaml';
const createFinding = (text: string, line: number, column: number, service = 'r') => ({
	text,
	at: [line, column] as const,
	message: `Other hosts reach the registry \`${service}\` without TLS or a password. Set both, or publish it on 127.0.0.1 only.`,
});
const registry = (rest: string) => `services:\n  r:\n    image: registry:3\n${rest}`;

ruleTest(openRegistry, {
	reports: [
		{
			name: 'marks the port, in its short and its long form',
			path,
			text: 'services:\n  r:\n    image: registry:3\n    ports:\n      - "5000:5000"\n  s:\n    image: distribution/distribution:3.0\n    ports:\n      - {target: 5000, published: 80}\n',
			findings: [
				createFinding('5000:5000', 5, 10),
				createFinding('{target: 5000, published: 80}', 9, 9, 's'),
			],
		},
		{
			name: 'marks a port without a place on the host',
			path,
			text: registry('    ports: [5000]\n'),
			findings: [createFinding('5000', 4, 13)],
		},
		{
			name: 'marks one published on every or on one outer address',
			path,
			text: registry('    ports: ["0.0.0.0:80:5000", "10.0.0.1:81:5000/tcp", "[::]:82:5000"]\n'),
			findings: [
				createFinding('0.0.0.0:80:5000', 4, 14),
				createFinding('10.0.0.1:81:5000/tcp', 4, 33),
				createFinding('[::]:82:5000', 4, 57),
			],
		},
		{
			name: 'follows the address that the service is told to listen on',
			path,
			text: registry(
				'    environment: {REGISTRY_HTTP_ADDR: "0.0.0.0:443", REGISTRY_AUTH: ""}\n    ports: ["443:443", "5000:5000"]\n',
			),
			findings: [createFinding('443:443', 5, 14)],
		},
		{
			name: 'marks the network of the host',
			path,
			text: registry('    network_mode: host\n'),
			findings: [createFinding('host', 4, 19)],
		},
		{
			name: 'keeps the storage mounted',
			path,
			text: registry('    volumes: ["data:/var/lib/registry"]\n    ports: ["5000:5000"]\n'),
			findings: [createFinding('5000:5000', 5, 14)],
		},
		{
			name: 'reads JSON, CRLF, merges and anchors',
			path,
			text: 'x-r: &r\r\n  ports: &p ["5000:5000"]\r\nservices: {"r": {"image": "ghcr.io/distribution/distribution:3", <<: *r}, "s": {"image": "registry", "ports": *p}}\r\n',
			findings: [createFinding('5000:5000', 2, 15)],
		},
	],
	passes: [
		{
			name: 'loopback',
			path,
			text: registry(
				'    ports: ["127.0.0.1:5000:5000", "[::1]:5001:5000", "localhost:1:5000", {target: 5000, host_ip: 127.0.0.1, published: 1}]\n',
			),
		},
		{
			name: 'TLS',
			path,
			text: registry(
				'    environment:\n      - REGISTRY_HTTP_TLS_CERTIFICATE=/certs/a.crt\n      - REGISTRY_HTTP_TLS_KEY=/certs/a.key\n    ports: ["443:5000"]\n',
			),
		},
		{
			name: 'authentication',
			path,
			text: registry(
				'    environment: {REGISTRY_AUTH: htpasswd, REGISTRY_AUTH_HTPASSWD_PATH: /auth}\n    ports: ["5000:5000"]\n',
			),
		},
		{
			name: 'a configuration that stands elsewhere',
			path,
			text: `services:\n  a: {image: "registry:3", ports: ["5000:5000"], volumes: ["./config.yml:/etc/distribution/config.yml:ro"]}\n  b: {image: "registry:3", ports: ["5000:5000"], env_file: .env}\n  c: {image: "registry:3", ports: ["5000:5000"], configs: [registry]}\n  d: {image: "registry:3", ports: ["5000:5000"], command: [serve, /conf/mine.yml]}\n  e: {image: "registry:3", ports: ["5000:5000"], extends: {file: a.yaml, service: b}}\n  f: {build: ., image: "registry:3", ports: ["5000:5000"]}\n`,
		},
		{
			name: 'one that is not published, or with another port only',
			path,
			text: registry('    expose: [5000]\n    ports: ["5001:5001"]\n'),
		},
		{
			name: 'an unknown host address or listening address',
			path,
			text: registry(
				'    environment: {REGISTRY_HTTP_ADDR: "$' + '{ADDR}"}\n    ports: ["$' + '{IP}:5000:5000"]\n',
			),
		},
		{
			name: 'registries of something else',
			path,
			text: 'services:\n  a: {image: "confluentinc/cp-schema-registry:7", ports: ["5000:5000"]}\n  b: {image: "acme/registry:1", ports: ["8080:8080"]}\n',
		},
		{
			name: 'one that listens on loopback in the network of the host',
			path,
			text: registry('    network_mode: host\n    environment: ["REGISTRY_HTTP_ADDR=127.0.0.1:5000"]\n'),
		},
	],
});

markedTest(
	openRegistry,
	[
		'services: {a: {image: "acme/registry:1", ports: ["«5000:5000»"]}}\n',
		'services: {a: {image: "acme/registry:1", ports: ["5000:8080"]}}\n',
	],
	'compose.yaml',
);
