import { describe, expect, it } from 'vitest';
import type { ConfigKind } from '#core/config/model.ts';
import { parseConfig } from '#core/config/parse.ts';

describe('parseConfig', () => {
	it.each<[ConfigKind, string, string, string][]>([
		[
			'daemon',
			'{\r\n\t"insecure-registries": ["10.0.0.5:5000"],\r\n\t"debug": true, "mtu": 1400\r\n}\r\n',
			'insecure-registries.0=10.0.0.5:5000 debug=true mtu=1400',
			'10.0.0.5:5000 true 1400',
		],
		[
			'buildkitd',
			'debug = true\n[registry."reg.acme.dev:5000"]\n  http = true # why\n  ca=["a.pem", \'b.pem\']\n[[x]]\ny = {z = 1}\n',
			'debug=true registry.reg.acme.dev:5000.http=true registry.reg.acme.dev:5000.ca.0=a.pem registry.reg.acme.dev:5000.ca.1=b.pem x.0.y.z=1',
			'true true a.pem b.pem 1',
		],
		[
			'registry',
			'version: 0.1\nstorage: &s\n  delete: {enabled: "true"}\nhttp:\n  addr: :5000\nnotifications: *s\n',
			'version=0.1 storage.delete.enabled=true http.addr=:5000 notifications.delete.enabled=true',
			'0.1 true :5000 true',
		],
	] as never)('lists the leaves of %s with their places', (kind, text, leaves, slices) => {
		const { config, errors } = parseConfig(kind as never, text as never);
		expect(errors).toEqual([]);
		expect(config.settings.map(({ path, value }) => `${path.join('.')}=${value}`).join(' ')).toBe(leaves);
		const { settings } = config;
		const written = settings.map(({ valueSpan: { start, end } }) => String(text).slice(start, end));
		expect(written.join(' ')).toBe(slices);
	});

	it('takes a byte order mark and duplicate keys in daemon.json, as the daemon does', () => {
		const { config, errors } = parseConfig('daemon', '\uFEFF{"debug": false, "debug": true}');
		expect(errors).toEqual([]);
		expect(config.settings.map(({ value }) => value)).toEqual([true]);
	});

	it('takes a byte order mark in buildkitd.toml, and keeps every place', () => {
		const { config, errors } = parseConfig('buildkitd', '\uFEFF[registry.a]\r\nhttp = true\r\n');
		expect(errors).toEqual([]);
		expect(config.settings.map(({ path, valueSpan }) => [path.join('.'), valueSpan])).toEqual([
			['registry.a.http', { start: 22, end: 26 }],
		]);
	});

	it.each(['', ' \n\t', '\uFEFF', 'null\n', '{}'])(
		'takes %j for a daemon.json without settings, as the daemon does',
		(text) => {
			const { config, errors } = parseConfig('daemon', text);
			expect(errors).toEqual([]);
			expect(config.settings).toEqual([]);
		},
	);

	it.each<[ConfigKind, string, RegExp, number]>([
		['daemon', '{"a": 1,}', /^This is not JSON: /, 8],
		['daemon', "{'a': 1}", /^This is not JSON: /, 1],
		['daemon', '# comment\n{}', /^This is not JSON: /, 0],
		['daemon', '[1]', /must hold one mapping/, 0],
		['buildkitd', 'a = \nb = 1', /./, 5],
		['buildkitd', 'a = 1\na = 2', /./, 6],
		['registry', 'a: b\n\tc: d\n', /Tabs/, 5],
		['registry', '- a', /must hold one mapping/, 0],
		['registry', '', /must hold one mapping/, 0],
	])('reports what is wrong in %s: %j', (kind, text, message, start) => {
		const { errors } = parseConfig(kind, text);
		expect(errors[0]?.message).toMatch(message);
		expect(errors[0]?.message).not.toMatch(/Error/);
		expect(errors[0]?.span.start).toBe(start);
		expect(errors[0]?.span.end).toBeGreaterThanOrEqual(start);
	});

	it('stops where aliases multiply a small text, and says so', () => {
		const lists = Array.from({ length: 6 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]`);
		const { config, errors } = parseConfig('registry', `a0: &a0 x\n${lists.join('\n')}\n`);
		expect(errors.map(({ message }) => message)).toEqual(['Aliases make this file too large to be read.']);
		expect(config.settings).toHaveLength(100_000);
	});

	it('says of a buildkitd.toml that nests too deeply that it does', () => {
		expect(
			parseConfig('buildkitd', `a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`).errors.map(
				({ message }) => message,
			),
		).toEqual(['The file nests values too deeply to be read.']);
	});

	it('knows where each part of the name of a table of several stands', () => {
		const text = '[[a.bc]]\nd = 1\n[[a.bc]]\nd = 2\n';
		const { settings } = parseConfig('buildkitd', text).config;
		expect(settings.map(({ path }) => path)).toEqual([
			['a', 'bc', 0, 'd'],
			['a', 'bc', 1, 'd'],
		]);
		expect(settings.map(({ keySpans }) => keySpans.map(({ start, end }) => text.slice(start, end)))).toEqual([
			['a', 'bc', 'a.bc', 'd'],
			['a', 'bc', 'a.bc', 'd'],
		]);
	});

	it('does not look deeper than any configuration goes', () => {
		const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
		expect(parseConfig('daemon', nested(32)).config.settings).toHaveLength(1);
		expect(parseConfig('daemon', nested(33)).config.settings).toEqual([]);
	});

	it('does not read a buildkitd.toml that no hand has written', () => {
		const longest = `a = 1\n#${'x'.repeat((1 << 18) - 7)}`;
		expect(parseConfig('buildkitd', longest).errors).toEqual([]);
		expect(parseConfig('buildkitd', `${longest}x`).errors[0]?.message).toBe(
			'The file is longer than 256 KB and is not read.',
		);
	});

	it('says of a registry configuration that breaks off where it does', () => {
		expect(parseConfig('registry', '[a').errors[0]?.message).not.toMatch(/must hold/);
	});
});
