import { describe, expect, it } from 'vitest';
import type { ComposeService } from '#core/compose/model.ts';
import { parseCompose } from '#core/compose/parse.ts';

describe('parseCompose', () => {
	it('reads short and long forms alike', () => {
		const short = one(`
    image: tides
    command: npm start
    environment: [HOST=db, EMPTY=, PASSED]
    depends_on: [db]
    networks: [back]
    extra_hosts: ["db:10.0.0.5", "six=[2001:db8::1]", "seven:2001:db8::2"]
    ports: ["127.0.0.1:8080:80/udp", 9000, "[::1]:5000:5000", "3000-3005:3000-3005"]
    volumes: ["data:/var/lib:ro", /only, 'C:\\data:/c']
`);
		const long = one(`
    image: tides
    command: ["npm", "start"]
    environment: {HOST: db, EMPTY: "", PASSED: }
    depends_on: {db: {condition: service_started}}
    networks: {back: {ipv4_address: 172.20.0.5, aliases: [tide]}}
    extra_hosts: {db: 10.0.0.5, six: "[2001:db8::1]", seven: ["2001:db8::2"]}
    ports:
      - {target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp}
    volumes: [{type: volume, source: data, target: /var/lib}]
`);
		for (const service of [short, long]) {
			expect(service.command?.value.words.map(({ text }) => text)).toEqual(['npm', 'start']);
			expect(service.command?.value.commands.map(({ name }) => name)).toEqual(['npm']);
			expect(service.environment.map(({ key, value }) => [key.text, value?.text])).toEqual([
				['HOST', 'db'],
				['EMPTY', ''],
				['PASSED', undefined],
			]);
			expect(service.dependsOn.map((one) => one.service.text)).toEqual(['db']);
			expect(service.networks.map(({ name }) => name.text)).toEqual(['back']);
			expect(service.extraHosts.map(({ host, address }) => [host, address.replace(/[[\]]/g, '')])).toEqual([
				['db', '10.0.0.5'],
				['six', '2001:db8::1'],
				['seven', '2001:db8::2'],
			]);
			expect(service.ports[0]).toMatchObject({
				hostIp: '127.0.0.1',
				published: '8080',
				target: '80',
				protocol: 'udp',
			});
			expect(service.volumes[0]).toMatchObject({ source: 'data', target: '/var/lib' });
		}
		expect(short.ports.slice(1).map(({ hostIp, published, target }) => [hostIp, published, target])).toEqual([
			[undefined, undefined, '9000'],
			['::1', '5000', '5000'],
			[undefined, '3000-3005', '3000-3005'],
		]);
		expect(short.volumes.slice(1).map(({ source, target }) => [source, target])).toEqual([
			[undefined, '/only'],
			['C:\\data', '/c'],
		]);
		expect(short.isPartial).toBe(false);
	});

	it.each([
		['$' + '{TAG:-1.4}', '1.4'],
		['$' + '{TAG-1.4}', '1.4'],
		['$' + '{A:-$' + '{B:-1.4}}', '1.4'],
		['$' + '{TAG}', '$' + '{TAG}'],
		['$' + '{TAG:?no tag}', '$' + '{TAG:?no tag}'],
		['$TAG', '$TAG'],
		['$$TAG', '$TAG'],
		['$' + '{open', '$' + '{open'],
	])('reads the variable %s as %s', (written, read) => {
		expect(one(`\n    image: "tides:${written}"\n`).image?.value).toBe(`tides:${read}`);
	});

	it('splits a command text as Compose does, and stops where a shell would be needed', () => {
		const service = one(`\n    command: sh -c "npm ci && npm 'start it'" x\\ y 'a b' && never\n`);
		expect(service.command?.value.words.map(({ text }) => text)).toEqual([
			'sh',
			'-c',
			"npm ci && npm 'start it'",
			'x y',
			'a b',
		]);
		expect(service.command?.value.commands.map(({ name }) => name)).toEqual(['npm', 'npm']);
	});

	it('gives the script to a shell that stands in the entrypoint', () => {
		const service = one(`\n    entrypoint: [sh, -c]\n    command: ["npm ci; npm start"]\n`);
		expect(service.command?.value.commands.map(({ args }) => args.map(({ text }) => text))).toEqual([
			['ci'],
			['start'],
		]);
	});

	it('knows the place of a command inside a block', () => {
		const text =
			'services:\n  a:\n    command:\n      - sh\n      - -c\n      - |\n        true\n        npm ci\n';
		const service = parseCompose(text).compose.services[0];
		const spans = service?.command?.value.commands.map(({ span }) => text.slice(span.start, span.end));
		expect(spans).toEqual(['true', 'npm ci']);
	});

	it('resolves merges, aliases and extends, and later documents win', () => {
		const { compose, errors } = parseCompose(`
x-base: &base
  image: tides:1
  environment: &env {A: "1"}
services:
  a: {<<: *base, environment: {<<: *env, B: "2"}}
  b: {extends: {service: a}, links: [c], environment: {C: "3"}}
  c: {extends: {file: other.yaml, service: c}}
---
services:
  a: {image: tides:2}
`);
		expect(errors).toEqual([]);
		expect(compose.services.map(({ image, isPartial }) => [image?.value, isPartial])).toEqual([
			['tides:2', false],
			['tides:2', false],
			[undefined, true],
		]);
		const keys = compose.services.map(({ environment }) => environment.map(({ key }) => key.text).sort());
		expect(keys.slice(0, 2)).toEqual([
			['A', 'B'],
			['A', 'B', 'C'],
		]);
	});

	it('lays a later document over the one before it as Compose does', () => {
		const { compose } = parseCompose(
			'services: {a: {image: x, command: [b], ports: ["80:80"]}}\n---\nservices: {a: {command: [c], ports: ["81:81"]}}\n',
		);
		const [service] = compose.services;
		expect(service?.command?.value.words.map(({ text }) => text)).toEqual(['c']);
		expect(service?.ports.map(({ published }) => published)).toEqual(['80', '81']);
	});

	it('leaves out what has no value', () => {
		const { image, command } = one('\n    image:\n    command:\n');
		expect([image, command]).toEqual([undefined, undefined]);
	});

	it('takes `version` for the version of a file with services only', () => {
		const listVersions = (text: string) => parseCompose(text).compose.versions.map(({ value }) => value);
		expect(listVersions('version: "3"\nservices: {}\n')).toEqual(['3']);
		expect(listVersions('version: "3"\nnetworks: {}\n')).toEqual([]);
	});

	it('reads JSON and the first format, in which every key is a service', () => {
		expect(
			parseCompose('{"services":{"a":{"image":"x"},"x-note":{"image":"y"}}}').compose.services,
		).toHaveLength(2);
		expect(parseCompose('web:\n  image: x\n  links: [db]\ndb:\n  build: .\n').compose.services).toHaveLength(
			2,
		);
		expect(parseCompose('jobs:\n  image: x\nname: x\n').compose.services).toHaveLength(0);
	});

	it.each([
		['test: [NONE]', true, true],
		['disable: true', true, false],
		['disable: yes', true, false],
		['interval: 5s', false, false],
		['test: curl -f localhost', false, true],
	])('reads the health check %s', (healthcheck, isDisabled, hasTest) => {
		expect(one(`\n    healthcheck: {${healthcheck}}\n`).healthcheck?.value).toEqual({ isDisabled, hasTest });
	});

	it.each([
		['- a\n', 'A compose file is a mapping with `services:` at its root.', 0],
		['services:\n', '`services` must be a mapping of names to services.', 0],
		['services: [a]\n', '`services` must be a mapping of names to services.', 0],
		['services:\n  a: image\n', 'The service `a` must be a mapping.', 12],
		['services:\n  a: {image: x}\n  a: {image: y}\n', 'The key `a` stands twice in the same mapping.', 28],
	])('reports %j', (text, message, start) => {
		expect(parseCompose(text).errors.map((error) => [error.message, error.span.start])).toEqual([
			[message, start],
		]);
	});
});

function one(body: string): ComposeService {
	const { compose, errors } = parseCompose(`services:\n  tides:${body}`);
	expect(errors).toEqual([]);
	const [service] = compose.services;
	if (!service) throw new Error('no service');
	return service;
}
