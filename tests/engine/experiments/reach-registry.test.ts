import { expect, test } from 'vitest';
import { parseInsecureRegistries } from '#engine/experiments/reach-registry.ts';

const index = (secure: boolean) => ({ Mirrors: [], Secure: secure });

test('an engine as it comes accepts no registry without verified TLS but those of its own machine', () => {
	const config = {
		InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
		IndexConfigs: { 'docker.io': index(true) },
	};
	expect(parseInsecureRegistries(JSON.stringify(config))).toEqual([]);
});

test('registries and ranges that are listed count', () => {
	const config = {
		InsecureRegistryCIDRs: ['10.0.0.0/8', '127.0.0.0/8'],
		IndexConfigs: { 'docker.io': index(true), 'registry.tides.example:5000': index(false) },
	};
	expect(parseInsecureRegistries(JSON.stringify(config))).toEqual([
		'registry.tides.example:5000',
		'10.0.0.0/8',
	]);
});
