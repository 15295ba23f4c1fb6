import { expect, test } from 'vitest';
import { isImageName, parseImageName } from '#core/image/image-name.ts';

test.each<readonly [name: string, parts: readonly (string | undefined)[]]>([
	['debian', ['docker.io', 'library/debian', undefined, undefined]],
	['debian:12', ['docker.io', 'library/debian', '12', undefined]],
	['grafana/loki', ['docker.io', 'grafana/loki', undefined, undefined]],
	['docker.io/debian', ['docker.io', 'library/debian', undefined, undefined]],
	['index.docker.io/library/debian', ['docker.io', 'library/debian', undefined, undefined]],
	['ghcr.io/a/b:c', ['ghcr.io', 'a/b', 'c', undefined]],
	['localhost/a', ['localhost', 'a', undefined, undefined]],
	['registry:5000/a/b', ['registry:5000', 'a/b', undefined, undefined]],
	['[::1]:5000/a', ['[::1]:5000', 'a', undefined, undefined]],
	['Host/a', ['Host', 'a', undefined, undefined]],
	[`a:1@sha256:${'0'.repeat(64)}`, ['docker.io', 'library/a', '1', `sha256:${'0'.repeat(64)}`]],
])('%s', (name, parts) => {
	const parsed = parseImageName(name);
	const { registry, repository, tag, digest } = parsed;
	expect(isImageName(parsed)).toBe(true);
	expect([registry, repository, tag, digest]).toEqual(parts);
});

test.each([
	'',
	'Debian',
	'a:',
	':a',
	'a:b:c',
	'a@sha256:abc',
	'a//b',
	'-a',
	'a b',
	'a/',
	'f'.repeat(64),
	'a'.repeat(300),
	'$x',
])('%j is no name for an image', (name) => {
	expect(isImageName(parseImageName(name))).toBe(false);
});
