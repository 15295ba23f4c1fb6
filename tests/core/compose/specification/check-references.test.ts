import { describe, expect, test } from 'vitest';
import { refuse, refuseOfService, SERVICE } from '../refuse.ts';

describe('names that a file does not define', () => {
	test.each([
		['depends_on: [db]', 'service `db`'],
		['depends_on: {db: {condition: service_started}}', 'service `db`'],
		['links: ["db:database"]', 'service `db`'],
		['volumes_from: ["db:ro"]', 'service `db`'],
		['network_mode: service:db', 'service `db`'],
		['ipc: service:db', 'service `db`'],
		['pid: service:db', 'service `db`'],
		['networks: {tides: {}}', 'network `tides`'],
		['volumes: ["tides:/data"]', 'volume `tides`'],
		['volumes: [{type: volume, source: tides, target: /data}]', 'volume `tides`'],
		['secrets: [tides]', 'secret `tides`'],
		['secrets: [{source: tides}]', 'secret `tides`'],
		['build: {context: ., secrets: [tides]}', 'secret `tides`'],
		['configs: [tides]', 'config `tides`'],
		['models: [tides]', 'model `tides`'],
	])('%s', (line, what) => {
		expect(refuseOfService(line)).toEqual([`There is no ${what} in this file.`]);
	});

	test.each([
		['the network that every file has', 'networks: [default]'],
		['a folder', 'volumes: ["./a:/a", "/b:/b", "~/c:/c"]'],
		['a folder of Windows', String.raw`volumes: ['C:\a:/a', 'D:/b:/b']`],
		['a folder of the container', 'volumes: [/data]'],
		['a mount of a folder', 'volumes: [{type: bind, source: tides, target: /data}]'],
		['a container of elsewhere', 'volumes_from: ["container:db"]'],
		['the network of the host', 'network_mode: host'],
		['a name that the environment gives', `networks: ["\${NET}"]`],
	])('%s is none of them', (_, lines) => {
		expect(refuseOfService(lines)).toEqual([]);
	});

	test('what is defined is found, in each kind', () => {
		const service = `${SERVICE}    networks: [n]\n    volumes: ["v:/data"]\n    secrets: [s]\n    configs: [c]\n`;
		const objects = 'networks: {n: }\nvolumes: {v: }\nsecrets: {s: {file: s}}\nconfigs: {c: {file: c}}\n';
		expect(refuse(service + objects)).toEqual([]);
	});

	test('nothing is missed where another file is included or extended', () => {
		expect(refuse(`include: [a.yaml]\n${SERVICE}    depends_on: [db]\n`)).toEqual([]);
		expect(
			refuse('services:\n  a:\n    extends: {file: b.yaml, service: b}\n    depends_on: [db]\n'),
		).toEqual([]);
	});

	test('a service with a profile is not looked at until it is asked for', () => {
		expect(refuse('services:\n  web:\n    profiles: [tools]\n')).toEqual([]);
	});
});

describe('a service', () => {
	test.each([
		['nothing', '{}', ['The service `web` has neither `image` nor `build`.']],
		['an empty image', '{image: ""}', ['The service `web` has neither `image` nor `build`.']],
		['an image', '{image: x}', []],
		['a build', '{build: .}', []],
		['a provider', '{provider: {type: x}}', []],
	])('with %s', (_, service, expected) => {
		expect(refuse(`services:\n  web: ${service}\n`).map((one) => one.slice(4))).toEqual(expected);
	});

	test('has one network of either kind', () => {
		expect(refuse(`${SERVICE}    network_mode: host\n    networks: [default]\n`)).toEqual([
			'4:19 `network_mode` and `networks` cannot stand together.',
		]);
	});
});

describe('services that wait for each other', () => {
	function writeServices(waits: Readonly<Record<string, string>>): string {
		return Object.entries(waits)
			.map(([name, others]) => `  ${name}:\n    image: x\n    depends_on: [${others}]\n`)
			.join('');
	}

	test.each([
		['a chain is no circle', { a: 'b', b: 'c', c: '' }, undefined],
		['two that wait for one are none', { a: 'c', b: 'c', c: '' }, undefined],
		['one that waits for itself', { a: 'a' }, '`a`'],
		['a circle of three', { a: 'b', b: 'c', c: 'a', d: '' }, '`a`, `b`, `c`'],
		['at most five are named', { a: 'b', b: 'c', c: 'd', d: 'e', e: 'f', f: 'a' }, '`a`, `b`, `c`, `d`, `e`'],
	])('%s', (_, waits, names) => {
		expect(refuse(`services:\n${writeServices(waits)}`)).toEqual(
			names === undefined ? [] : [`2:3 These services wait for each other: ${names}.`],
		);
	});
});
