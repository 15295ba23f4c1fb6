import { expect, test } from 'vitest';
import { findComposeFile } from '#engine/compose/compose-file.ts';
import { buildOverlay } from '#engine/compose/overlay.ts';
import { fakeExample, simpleRun } from '../fake-example.ts';

const config = { services: { api: { build: { context: 'api' } }, cache: {} } };

test('nothing is laid over a compose file that needs nothing', () => {
	expect(buildOverlay(config, {}, {})).toBeUndefined();
});

test('every service gets the names it must reach, and every build the images behind its bases', () => {
	const overlay = buildOverlay(config, { 'packages.tides.example': '172.30.0.9' }, { 'node:24': 'mine:1' });
	expect(overlay).toEqual({
		services: {
			api: {
				extra_hosts: ['packages.tides.example:172.30.0.9'],
				build: {
					extra_hosts: ['packages.tides.example:172.30.0.9'],
					additional_contexts: { 'node:24': 'docker-image://mine:1' },
				},
			},
			cache: { extra_hosts: ['packages.tides.example:172.30.0.9'] },
		},
	});
});

test('a compose file is found by any of its names, at the top of the side only', () => {
	const of = (files: Record<string, string>) =>
		findComposeFile(fakeExample('any', simpleRun, files), 'before');
	expect(of({ 'docker-compose.yml': 'services: {}\n' })).toBe('docker-compose.yml');
	expect(of({ 'docker-compose.yml': 'services: {}\n', 'compose.yaml': 'services: {}\n' })).toBe(
		'compose.yaml',
	);
	expect(of({ 'api/compose.yaml': 'services: {}\n' })).toBeUndefined();
});
