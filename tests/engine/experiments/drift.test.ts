import { expect, test } from 'vitest';
import { listFileDifferences } from '#engine/experiments/drift.ts';

const [one, two] = ['1'.repeat(64), '2'.repeat(64)];

test('two machines differ in files that one lacks and in files with other content', () => {
	const old = `${one}  /etc/a\n${one}  /etc/left over\n${one}  /srv/same\n`;
	const fresh = `${two}  /etc/a\n${one}  /srv/same\n${two}  /srv/new\n`;
	expect(listFileDifferences(old, fresh)).toEqual([
		'not the same on both: /etc/a',
		'only on the old machine: /etc/left over',
		'only on the fresh machine: /srv/new',
	]);
});

test('what Docker writes into every container is not a difference', () => {
	expect(
		listFileDifferences(`${one}  /etc/hostname\n`, `${two}  /etc/hostname\n${two}  /etc/hosts\n`),
	).toEqual([]);
});
