import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLicensed, listPackages, writeLicences } from '#workspace/licences.ts';
import { folderWith } from '../folder-with.ts';

const PACKAGES = {
	'node_modules/plain/package.json': '{ "name": "plain", "version": "1.0.0", "license": "MIT" }',
	'node_modules/plain/LICENSE/LICENSE': 'Permission is hereby granted.\n',
	'node_modules/plain/LICENSE/of-a-part': 'And for a part.\n',
	'node_modules/@a/scoped/package.json': '{ "name": "@a/scoped", "version": "2.0.0-rc.1", "license": "ISC" }',
	'node_modules/@a/scoped/licence.md': 'Permission to use.\n',
	'node_modules/vite/package.json': '{ "name": "vite", "version": "8.0.0", "license": "MIT" }',
	'node_modules/vite/LICENSE.md': '# Vite core license\nMIT\n# Licenses of bundled dependencies\nmuch more\n',
	'node_modules/bare/package.json': '{ "name": "bare", "version": "1.0.0", "license": "MIT" }',
};

test('each package of a bundle gets a file with its licence, once, and the bundler for what it adds', () => {
	const project = folderWith(PACKAGES);
	const modules = ['a.js', 'b.js'].map((file) => join(project, 'node_modules/plain', file));
	const packages = listPackages(project, [
		...modules,
		join(project, 'node_modules/@a/scoped/x/y.js'),
		join(project, 'src/own.ts'),
		'\0vite/preload-helper.js',
		'\0virtual',
	]);
	const site = folderWith({});
	writeLicences(site, packages);
	expect(listLicensed(site)).toEqual(['@a/scoped@2.0.0-rc.1', 'plain@1.0.0', 'vite@8.0.0']);
	const read = (name: string) => readFileSync(join(site, 'licences', name), 'utf8');
	expect(read('plain@1.0.0.txt')).toBe(
		'plain 1.0.0 (MIT)\n\nPermission is hereby granted.\n\nAnd for a part.\n',
	);
	expect(read('@a/scoped@2.0.0-rc.1.txt')).toContain('Permission to use.');
	expect(read('vite@8.0.0.txt')).not.toContain('much more');
});

test('a package without a licence stops the build', () => {
	const project = folderWith(PACKAGES);
	expect(() => listPackages(project, [join(project, 'node_modules/bare/x.js')])).toThrow(
		'bare has no licence',
	);
});

test('a site without licences has none', () => {
	expect(listLicensed(folderWith({}))).toEqual([]);
});
