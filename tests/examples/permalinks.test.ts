import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '#examples/load.ts';
import { listNewAddresses, recordAddresses, recordFiles } from '#examples/permalinks/record.ts';
import { follow, parseAddress } from '#examples/permalinks/redirects.ts';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from './content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-permalinks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is recorded has every page, heading, claim and file, and holds without a problem', () => {
	const content = writeContent(folder);
	const recorded = recordAddresses(loadContent(content, folder));
	expect(recorded.addresses['/lessons/pinning/']).toEqual([
		'example-pinned',
		'exercise',
		'questions',
		'review',
		'sources',
		'then',
	]);
	expect(recorded.addresses['/examples/pinned/']).toContain('claim-smaller-image');
	expect(recorded.addresses['/examples/pinned/']).toContain('after/tides.sh');
	expect(recorded.addresses['/examples/pinned/before.tar.gz']).toEqual([]);
	writeFileSync(join(content, 'permalinks.json'), JSON.stringify(recorded));
	expect(validateContent(content, { root: folder }).problems).toEqual([]);
});

test('recording adds what is new and never takes anything out', () => {
	const old = { version: 1, addresses: { '/lessons/pinning/': ['gone'], '/old/': [] }, redirects: {} };
	const content = writeContent(folder, { add: { 'permalinks.json': JSON.stringify(old) } });
	const loaded = loadContent(content, folder);
	const recorded = recordAddresses(loaded);
	expect(recorded.addresses['/lessons/pinning/']).toContain('gone');
	expect(recorded.addresses['/old/']).toEqual([]);
	expect(listNewAddresses(loaded.permalinks?.value, recorded)).toContain('/lessons/pinning/#then');
	expect(listNewAddresses(loaded.permalinks?.value, recorded)).not.toContain('/lessons/pinning/#gone');
	expect(listNewAddresses(recorded, recorded)).toEqual([]);
});

test('the text of a file stays known after it has changed', () => {
	const content = writeContent(folder);
	const example = () => loadContent(content, folder).examples.get('pinned');
	const first = example();
	if (first === undefined) throw new Error('The good content has the example `pinned`.');
	const text = first.sides.before.files[0]?.text ?? '';
	writeFileSync(join(first.folder, 'published.json'), JSON.stringify(recordFiles(first)));
	writeFileSync(join(first.sides.before.folder, 'Dockerfile'), 'FROM debian:13\n');
	const second = example();
	if (second === undefined) throw new Error('The example can still be read.');
	expect(recordFiles(second)['before/Dockerfile']).toEqual([text, 'FROM debian:13\n']);
});

test('an address that a redirect saves is no problem, nor is a file that is still shown as it was', () => {
	const content = writeContent(folder, {
		add: {
			'permalinks.json': JSON.stringify({
				version: 1,
				addresses: {
					'/lessons/pins/': ['then', 'earlier'],
					'/lessons/pinning/': ['before-that'],
					'/examples/pinned/': ['before/gone.sh'],
				},
				redirects: {
					'/lessons/pins/': '/lessons/pinning/',
					'/lessons/pins/#earlier': '/lessons/pinning/#then',
					'/lessons/pinning/#before-that': '/rules/pin-base-image/#why',
				},
			}),
			'examples/pinned/published.json': JSON.stringify({ 'before/gone.sh': ['exit 1\n'] }),
		},
	});
	expect(validateContent(content, { root: folder }).problems).toEqual([]);
});

test.each([
	['a page keeps the fragment', '/a/#x', { '/a/': '/b/' }, { path: '/b/', fragment: 'x' }],
	[
		'a fragment’s own redirect comes first',
		'/a/#x',
		{ '/a/': '/b/', '/a/#x': '/c/#y' },
		{ path: '/c/', fragment: 'y' },
	],
	['several follow each other', '/a/', { '/a/': '/b/', '/b/': '/c/' }, { path: '/c/' }],
	[
		'a page sent to a heading drops the old fragment',
		'/a/#x',
		{ '/a/': '/b/#y' },
		{ path: '/b/', fragment: 'y' },
	],
	['a circle leads nowhere', '/a/', { '/a/': '/b/', '/b/': '/a/' }, undefined],
	['without one it stays', '/a/#x', {}, { path: '/a/', fragment: 'x' }],
])('following redirects: %s', (_name, from, redirects, end) => {
	expect(follow(parseAddress(from), redirects as Record<string, string>)).toEqual(end);
});
