import { COMPOSE_SCHEMA, resolveSchema, type Schema } from '#core/compose/specification/schema.ts';

/** A value of each kind, so that every key meets right ones and wrong ones. */
const VALUES = ['x', 1, -1.5, true, ['a'], [{ a: 'b' }], { a: 'b' }, { a: { b: 'c' } }, null, ''];

/** What these say depends on files beside, or Compose itself crashes. */
const LEFT_OUT = new Set([
	'env_file',
	'label_file',
	'extends',
	'include',
	'dockerfile_inline',
	'pid',
	'storage_opt',
]);

/** Compose files, each with one key of the specification that has a value of some kind; always the same ones. */
export function generateComposeFiles(): string[] {
	const image = { image: 'x:1' };
	return [
		...generateFor('service', ['services', '*'], (a) => ({ services: { a: { ...image, ...a } } })),
		...generateFor('healthcheck', ['services', '*', 'healthcheck'], (healthcheck) => ({
			services: { a: { ...image, healthcheck: { test: ['CMD', 'x'], ...healthcheck } } },
		})),
		...generateFor('deploy', ['services', '*', 'deploy'], (deploy) => ({
			services: { a: { ...image, deploy } },
		})),
		...generateFor('build', ['services', '*', 'build'], (build) => ({
			services: { a: { build: { context: '.', ...build } } },
		})),
		...generateFor('volume of a service', ['services', '*', 'volumes', '*'], (volume) => ({
			services: { a: { ...image, volumes: [{ type: 'bind', source: '/x', target: '/y', ...volume }] } },
		})),
		...['networks', 'volumes', 'secrets', 'configs'].flatMap((kind) =>
			generateFor(kind, [kind, '*'], (n) => ({ services: { a: image }, [kind]: { n } })),
		),
	];
}

/** Three values for each key, other ones for the next key. */
function generateFor(
	kind: string,
	path: readonly string[],
	place: (entry: Readonly<Record<string, unknown>>) => unknown,
): string[] {
	const keys = Object.keys(findProperties(path)).filter((key) => !LEFT_OUT.has(key));
	if (keys.length === 0) throw new Error(`The schema has no keys for ${kind}.`);
	return keys.flatMap((key, index) =>
		[0, 3, 7].map((step) => JSON.stringify(place({ [key]: VALUES[(index + step) % VALUES.length] }))),
	);
}

function findProperties(path: readonly string[]): Readonly<Record<string, Schema>> {
	let schemas: readonly Schema[] = [COMPOSE_SCHEMA];
	for (const name of path) {
		schemas = schemas.flatMap(listForms).flatMap(({ properties, patternProperties, items }) => {
			if (name !== '*') return properties?.[name] ?? [];
			return [...Object.values(patternProperties ?? {}), ...(items ? [items] : [])];
		});
	}
	return Object.assign({}, ...schemas.flatMap(listForms).map(({ properties }) => properties));
}

function listForms(schema: Schema): Schema[] {
	const resolved = resolveSchema(schema);
	return resolved.oneOf ? resolved.oneOf.flatMap(listForms) : [resolved];
}

const SERVICE = 'services:\n  web:\n    image: x:1\n';

function give(key: string, ...values: readonly string[]): string[] {
	return values.map((value) => `${SERVICE}    ${key}: ${value}\n`);
}

/** What somebody may write, right and wrong. */
export const WRITTEN_COMPOSE_FILES: readonly string[] = [
	...['', '{}\n', '# nothing\n', '- a\n', 'services: {}\n', 'services:\n', 'name: x\n'],
	...['web:\n  image: x:1\n', 'web:\n  build: .\n', 'web:\n  image: x:1\n  links: [db]\ndb:\n  image: y:1\n'],
	...['services:\n  a:\n', 'services:\n  a:\n    command: x\n', 'services:\n  a:\n    image: ""\n'],
	...['services:\n  "a b":\n    image: x:1\n', 'services:\n  1:\n    image: x:1\n'],
	...[`${SERVICE}service: {}\n`, `${SERVICE}x-note: 1\n`, `${SERVICE}    x-note: 1\n`, `5: x\n${SERVICE}`],
	...[`${SERVICE}---\nservices:\n  web:\n    tty: true\n`, `${SERVICE}---\nservices:\n  web:\n    foo: 1\n`],
	...[
		`name: 1\n${SERVICE}`,
		`version: 3.8\n${SERVICE}`,
		`version: "3.8"\n${SERVICE}`,
		`include: zz.yaml\n${SERVICE}`,
	],
	'x-base: &base\n  image: x:1\nservices:\n  a:\n    <<: *base\n',
	'x-base: &base\n  image: x:1\nservices:\n  a:\n    <<: *base\n    <<: *base\n',
	...give('depends', '[db]'),
	...give('net', 'host'),
	...give('depends_on', '[web]', '[zz]', '{web: {condition: ready}}'),
	`${SERVICE}    depends_on: [db]\n  db:\n    image: y:1\n    depends_on: [web]\n`,
	`${SERVICE}    depends_on: [db]\n  db:\n    image: y:1\n    profiles: [p]\n`,
	`${SERVICE}  db:\n    command: x\n    profiles: [p]\n`,
	...give('links', '[zz]'),
	...give('networks', '[zz]', '[default]', '{zz: }'),
	...give('network_mode', 'host', '"service:zz"', 'host\n    networks: [default]'),
	...give(
		'volumes',
		'["zz:/x"]',
		'["/x"]',
		'["./zz:/x"]',
		'["zz/y:/x"]',
		'[":/x"]',
		'[""]',
		'["/a:/b:ro:z"]',
	),
	...give('volumes', '[{type: bind, source: /x}]', '[{type: foo, target: /x}]', '[{target: /x}]'),
	...give(
		'volumes',
		'["zz:/x"]\nvolumes:\n  zz:\n',
		'["zz:/x"]\nvolumes:\n  zz: {external: true, driver: x}\n',
	),
	...give('secrets', '[zz]', '[zz]\nsecrets:\n  zz: {file: x}\n', '[zz]\nsecrets:\n  zz: {}\n'),
	...give(
		'configs',
		'[zz]',
		'[zz]\nconfigs:\n  zz: {content: x}\n',
		'[zz]\nconfigs:\n  zz: {file: x, content: y}\n',
	),
	...give('ports', '["80"]', '["80:80"]', '["80-90:80-90"]', '["8000-8010:80"]', '["80-81:80-83"]', '[80.5]'),
	...give(
		'ports',
		'["a:80"]',
		'["80:70000"]',
		'["80:"]',
		'["[::1]:80:80"]',
		'["::1:80:80"]',
		'["80:80/foo"]',
	),
	...give('ports', '["localhost:80:80"]', '["127.0.0.1::80"]', '["80:80", "80:80"]', '{80: 80}'),
	...give('ports', '[{target: 80}]', '[{published: "80"}]', '[{target: x}]', '[{target: 80, host_ip: foo}]'),
	...give('environment', '[A=b]', '{A: 1}', '{A: [b]}', '[{A: b}]', '[1]', '{1: a}', '"A=b"', '[A=b, A=b]'),
	...give('labels', '[1]', '{a: {b: c}}', '{true: x}'),
	...give('command', 'x', '[1]', '"it\'s"', '"a \\"b"', '[]', '1'),
	...give('command', "'${A'", "'${}'", "'$'", "'5$ b'", "'${A:-b}'", "'$$'", "'${A!}'", "'${A:-${B}}'"),
	...give('stop_grace_period', '1m30s', '5', '"5"', '1 s', '1d'),
	...give('mem_limit', '1g', '1.5gib', '1z', 'x', '"1"'),
	...give('restart', 'foo', 'true', '"no"'),
	...give('ulimits', '{nofile: 1}', '{nofile: {soft: 1}}', '{nofile: x}'),
	...give('extra_hosts', '["a:1.2.3.4"]', '["a"]', '{a: 1.2.3.4}'),
	...give('devices', '["/dev/a:/dev/b:rwm"]', '["a:b:c:d"]', '[{source: /a}]'),
	...give('gpus', 'all', 'foo', '[{count: 1}]', '[{count: x}]', '[{count: 1, device_ids: ["0"]}]'),
	...give('healthcheck', '{test: [curl, x]}', '{test: x, interval: "5"}', '{tests: x}', '{disable: true}'),
	...give('deploy', '{replicas: x}', '{replicas: "2"}', '{replica: 2}', '{resources: {limits: {cpus: x}}}'),
	...give('scale', '2\n    deploy: {replicas: 3}', '2\n    deploy: {replicas: 2}'),
	...give('privileged', 'yes', 'maybe', '"true"', '${X:-maybe}', '${X:-true}', '"1"'),
	...give('profiles', 'a', '[a]'),
	...give('pull_policy', 'foo', 'if_not_present'),
	...give('ports', '!reset null', '!override ["80:80"]'),
	...['.', '{context: .}', '{contex: .}', '{context: ., args: {A: [b]}}', '{context: ., secrets: [zz]}'].map(
		(build) => `services:\n  a:\n    build: ${build}\n`,
	),
	`${SERVICE}  db:\n    extends: web\n`,
	`${SERVICE}  db:\n    extends: zz\n`,
	`services:\n  a:\n    tty: true\n  b:\n    image: x:1\n    extends: a\n`,
];
