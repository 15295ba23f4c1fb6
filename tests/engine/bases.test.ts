import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createBases } from '#engine/bases/bases.ts';
import { collectExtraAuthorities } from '#engine/bases/extra-authorities.ts';
import { listBaseNames, listHostImages } from '#examples/base-names.ts';
import { fakeEngine } from './fake-engine.ts';
import { fakeExample } from './fake-example.ts';

const known = rootCertificates[0] ?? '';
const digest = `sha256:${'b'.repeat(64)}`;

describe('a base image', () => {
	test('that a registry has is named with the digest it was pulled by', async () => {
		const bases = createBases(fakeEngine(), () => {}, undefined, {});
		expect(await bases.provide('any:1')).toEqual({ name: 'any:1', origin: 'registry', digest });
		expect(bases.replacements()).toEqual({});
	});

	test('without registry and recipe is a failure that lists the names there are recipes for', async () => {
		const engine = fakeEngine({ inspectImage: async () => undefined, isInRegistry: async () => false });
		await expect(createBases(engine, () => {}, undefined, {}).provide('alpine:3')).rejects.toMatchObject({
			code: 'base-unavailable',
			fix: expect.stringContaining('node:24-bookworm-slim'),
		});
	});

	test('is looked for in a registry once; one that is out of reach is not asked again', async () => {
		const engine = fakeEngine({ inspectImage: async () => undefined, isInRegistry: async () => false });
		const bases = createBases(engine, () => {}, undefined, {});
		await Promise.allSettled([bases.provide('a:1'), bases.provide('b:1'), bases.provide('a:1')]);
		expect(engine.calls.filter((call) => call === 'isInRegistry')).toHaveLength(1);
	});
});

test('the images of all stages are needed, stages themselves and `scratch` are not', () => {
	const text = 'FROM node:24 AS build\nFROM scratch AS none\nFROM build\nFROM debian:bookworm-slim\n';
	expect(listBaseNames(fakeExample('any', undefined, { Dockerfile: text }))).toEqual([
		'debian:bookworm-slim',
		'node:24',
	]);
});

test('the frontend that reads a Dockerfile is an image that its build needs', () => {
	const text = '# syntax=docker/dockerfile:1\nFROM debian:bookworm-slim\n';
	expect(listBaseNames(fakeExample('any', undefined, { Dockerfile: text }))).toEqual([
		'debian:bookworm-slim',
		'docker/dockerfile:1',
	]);
});

test('authorities that everybody knows are not extra, and a missing file is none', () => {
	const file = join(fakeEngine().temporaryFolder(), 'bundle.pem');
	writeFileSync(file, `# a bundle\n${known}\n`);
	expect(collectExtraAuthorities({ SSL_CERT_FILE: file, NODE_EXTRA_CA_CERTS: '/nowhere' })).toEqual([]);
});

test('images of a service that the run starts are not looked for elsewhere', () => {
	const example = fakeExample(
		'any',
		{
			setup: { 'image-registry': { host: 'registry.tides.example:5000' } },
			experiments: [{ name: 'build' }],
			claims: [{ id: 'any', says: 'Any.', measure: 'build.layers', after: 'same' }],
		},
		{ Dockerfile: 'FROM registry.tides.example:5000/tables:1 AS tables\nFROM debian:bookworm-slim\n' },
	);
	expect(listBaseNames(example)).toEqual(['debian:bookworm-slim']);
	expect(listHostImages(example, 'registry.tides.example:5000')).toEqual([
		'registry.tides.example:5000/tables:1',
	]);
});
