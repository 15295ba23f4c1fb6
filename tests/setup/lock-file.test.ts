import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
	readonly version?: string;
	readonly integrity?: string;
	readonly link?: boolean;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const packages = Object.entries(lock.packages).filter(([place]) => place.includes('node_modules/'));

test('every package of the lock file carries the hash of its bytes', () => {
	const without = packages.filter(([, { integrity, link }]) => link !== true && integrity === undefined);
	expect(without.map(([place]) => place)).toEqual([]);
});

test('the lock file names the native programs of every platform', () => {
	const names = new Set(packages.map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 13)));
	const missing = packages.flatMap(([, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter((name) => !names.has(name)),
	);
	expect(packages.length).toBeGreaterThan(500);
	expect(missing).toEqual([]);
});
