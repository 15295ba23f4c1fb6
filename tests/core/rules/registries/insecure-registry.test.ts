import { insecureRegistry } from '#core/rules/registries/insecure-registry.ts';
import { ruleTest } from '../rule-test.ts';

const listed = (registry: string, line: number, column: number, text = registry) => ({
	text,
	at: [line, column] as const,
	message: `With \`${registry}\` listed, passwords and images travel without verified TLS. Install the CA in \`/etc/docker/certs.d\`.`,
});
const plain = (registry: string, text: string, line: number, column: number) => ({
	text,
	at: [line, column] as const,
	message: `\`${registry}\` is reached over plain HTTP: anyone on the way can swap images. Use \`https://\`.`,
});
const unverified = (setting: string, line: number, column: number) => ({
	text: setting,
	at: [line, column] as const,
	message: `\`${setting}\` accepts any certificate. Remove it, and install the certificate of the CA.`,
});

ruleTest(insecureRegistry, {
	reports: [
		{
			name: 'marks the registries and mirrors of a daemon',
			path: 'daemon.json',
			text: '\uFEFF{\r\n\t"insecure-registries": ["10.0.0.5:5000", "127.0.0.0/8", "10.0.0.0/8"],\r\n\t"registry-mirrors": ["http://mirror.acme.dev", "https://ok.acme.dev", "http://localhost:5000"]\r\n}',
			findings: [
				listed('10.0.0.5:5000', 2, 27),
				listed('10.0.0.0/8', 2, 59),
				plain('mirror.acme.dev', 'http://mirror.acme.dev', 3, 24),
			],
		},
		{
			name: 'marks the registries of BuildKit, however the table is written',
			path: 'buildkitd.toml',
			text: '[registry."r.acme.dev:5000"]\n  http = true # old\n  insecure = true\n[registry]\n"s.acme.dev" = { insecure = true }\n"t.acme.dev".http = true\n[registry."docker.io"]\nmirrors = ["http://m.acme.dev", "n.acme.dev"]\n',
			findings: [
				plain('r.acme.dev:5000', 'http = true', 2, 3),
				unverified('insecure = true', 5, 18),
				plain('t.acme.dev', 'http = true', 6, 14),
				plain('m.acme.dev', 'http://m.acme.dev', 8, 13),
			],
		},
		{
			name: 'marks the registry behind a cache',
			path: 'config.yml',
			text: 'version: 0.1\nstorage: {inmemory: {}}\nproxy:\n  remoteurl: "http://up.acme.dev"\n',
			findings: [plain('up.acme.dev', 'http://up.acme.dev', 4, 15)],
		},
		{
			name: 'finds the options of a CMD that leaves the program to the image',
			text: 'FROM docker:28-dind\nCMD ["--insecure-registry=r.acme.dev", "--registry-mirror", "http://m.acme.dev"]\n',
			findings: [
				listed('r.acme.dev', 2, 6, '"--insecure-registry=r.acme.dev"'),
				plain('m.acme.dev', '"--registry-mirror", "http://m.acme.dev"', 2, 40),
			],
		},
		{
			name: 'finds options in RUN, CMD and heredocs',
			text: 'FROM a:1\nRUN skopeo copy --dest-tls-verify=false a docker://r.acme.dev/a && podman pull --tls-verify=False r.acme.dev/a\nrun <<E\nbuildah push --tls-verify=false x\nE\nONBUILD RUN docker \\\n  login http://r.acme.dev:5000\nCMD ["dockerd", "--insecure-registry", "r.acme.dev:5000"]\n',
			findings: [
				unverified('--dest-tls-verify=false', 2, 17),
				unverified('--tls-verify=False', 2, 80),
				unverified('--tls-verify=false', 4, 14),
				plain('r.acme.dev:5000', 'http://r.acme.dev:5000', 7, 9),
				listed('r.acme.dev:5000', 8, 18, '--insecure-registry", "r.acme.dev:5000'),
			].map((one, index) =>
				index === 4
					? { ...one, text: '"--insecure-registry", "r.acme.dev:5000"', at: [8, 17] as const }
					: one,
			),
		},
		{
			name: 'finds options in compose commands, where the program may be the one of the image',
			path: 'compose.yaml',
			text: 'services:\n  a:\n    image: docker:dind\n    command: --insecure-registry=10.0.0.5:5000 --registry-mirror http://m.acme.dev\n  b:\n    command: ["sh", "-c", "oc adm x --insecure-registry && true"]\n  c:\n    image: registry:3\n    environment: {REGISTRY_PROXY_REMOTEURL: http://up.acme.dev}\n',
			findings: [
				listed('10.0.0.5:5000', 4, 14, '--insecure-registry=10.0.0.5:5000'),
				plain('m.acme.dev', '--registry-mirror http://m.acme.dev', 4, 48),
				unverified('--insecure-registry', 6, 37),
				plain('up.acme.dev', 'http://up.acme.dev', 9, 45),
			],
		},
	],
	passes: [
		{
			name: 'loopback in a daemon',
			path: 'daemon.json',
			text: '{"insecure-registries": ["127.0.0.1:5000", "localhost:5000", "[::1]:5000", "::1", "127.0.0.0/8", "::1/128"], "proxies": {"http-proxy": "http://p:3128"}}',
		},
		{
			name: 'an empty list',
			path: 'daemon.json',
			text: '{"insecure-registries": [], "registry-mirrors": ["https://m.acme.dev"]}',
		},
		{
			name: 'loopback and verified registries in BuildKit',
			path: 'buildkitd.toml',
			text: '[registry."localhost:5000"]\nhttp = true\n[registry."r.acme.dev"]\nhttp = false\ninsecure = false\nca = ["a.pem"]\n[other."r"]\nhttp = true\n# http = true\n',
		},
		{
			name: 'loopback in commands',
			text: 'FROM a:1\nRUN skopeo copy --src-tls-verify=false docker://localhost:5000/a dir:/a && dockerd --insecure-registry=127.0.0.1:5000 && docker login http://localhost:5000\n',
		},
		{
			name: 'verification that stays on, and other words',
			text: 'FROM a:1\nRUN podman pull --tls-verify=true r.acme.dev/a && echo http://r.acme.dev && curl http://r.acme.dev/v2/ && oc x --insecure-registry=false\n# --tls-verify=false\nLABEL a="--tls-verify=false"\n',
		},
		{
			name: 'a word behind a flag that takes none: its clients read the flag as switched on',
			text: 'FROM a:1\nRUN podman pull --tls-verify false r.acme.dev/a\n',
		},
		{
			name: 'unknown variables',
			path: 'compose.yaml',
			text:
				'services:\n  a:\n    command: dockerd --insecure-registry=$' +
				'{REG} --registry-mirror=$' +
				'{M}\n    environment: ["REGISTRY_PROXY_REMOTEURL=$' +
				'{U}"]\n',
		},
		{
			name: 'a cache of a registry with TLS',
			path: 'config.yml',
			text: 'version: 0.1\nstorage: {inmemory: {}}\nproxy: {remoteurl: "https://registry-1.docker.io"}\n',
		},
	],
});
