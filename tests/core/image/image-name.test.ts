import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isOfficialImage, isPrivateImage, parseImageName } from '#core/image/image-name.ts';

describe('imageName', () => {
	it.each([
		['node', { path: 'node' }],
		['acme/tides:1.4', { path: 'acme/tides', tag: '1.4' }],
		['localhost/tides', { host: 'localhost', path: 'tides' }],
		[
			'localhost:5000/a/b:1@sha256:ab',
			{ host: 'localhost:5000', path: 'a/b', tag: '1', digest: 'sha256:ab' },
		],
		['Registry/tides', { host: 'Registry', path: 'tides' }],
		['[2001:db8::1]:5000/tides:2', { host: '[2001:db8::1]:5000', path: 'tides', tag: '2' }],
		['tides:5000', { path: 'tides', tag: '5000' }],
		['', { path: '' }],
	])('takes %j apart', (text, parts) => {
		expect(parseImageName(text)).toMatchObject({
			host: undefined,
			tag: undefined,
			digest: undefined,
			...parts,
		});
	});
});

describe('isPrivateImage', () => {
	const settings = { privateRegistries: ['ghcr.io/acme', 'registry-without-dot', 'docker.io/acme/'] };

	it.each([
		'registry.acme.dev/tides',
		'localhost/tides',
		'10.0.0.5:5000/tides',
		'123456789012.dkr.ecr.eu-west-1.amazonaws.com/tides',
		'acme.azurecr.io/tides:1',
		'ghcr.io/acme/tides',
		'GHCR.io/Acme/tides',
		'acme/tides',
	])('holds for %s', (text) => {
		expect(isPrivateImage(parseImageName(text), settings)).toBe(true);
	});

	it.each([
		'node',
		'library/node',
		'docker.io/library/node',
		'ghcr.io/acme-tools/tides',
		'ghcr.io/other/tides',
		'eu.gcr.io/distroless/base',
		'registry.k8s.io:443/pause:3.10',
		'$' + '{REGISTRY:5000}/tides',
		'acme-tools/tides',
	])('does not hold for %s', (text) => {
		expect(isPrivateImage(parseImageName(text), settings)).toBe(false);
	});
});

describe('isLoopbackHost', () => {
	it.each([
		'localhost',
		'localhost:5000',
		'127.0.0.1:5000',
		'127.8.0.1',
		'[::1]:5000',
		'::1',
		'0:0:0:0:0:0:0:1',
		'tides.localhost',
	])('holds for %s', (host) => expect(isLoopbackHost(host)).toBe(true));
	it.each(['0.0.0.0', '128.0.0.1', '::', '::2', 'localhost.acme.dev', '127.acme.dev', '10.0.0.1:127'])(
		'does not hold for %s',
		(host) => expect(isLoopbackHost(host)).toBe(false),
	);
});

describe('isOfficialImage', () => {
	it('knows Docker Hub by all its names, and no other host', () => {
		expect(isOfficialImage(parseImageName('docker.io/library/registry:2'), 'registry')).toBe(true);
		expect(isOfficialImage(parseImageName('index.docker.io/registry'), 'registry')).toBe(true);
		expect(isOfficialImage(parseImageName('ghcr.io/library/registry:2'), 'registry')).toBe(false);
		expect(isOfficialImage(parseImageName('acme/registry:2'), 'registry')).toBe(false);
	});
});
