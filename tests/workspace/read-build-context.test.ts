import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBuildContext } from '#workspace/read-build-context.ts';
import { folderWith } from '../folder-with.ts';

describe('a build context', () => {
	test('lists every file, ignored ones included, those in .git left out, and follows no link', () => {
		const folder = folderWith({ 'src/a.js': '', Dockerfile: '', '.dockerignore': 'src\n', '.git/HEAD': '' });
		symlinkSync('.', join(folder, 'loop'));
		expect(readBuildContext(folder).files).toEqual(['.dockerignore', 'Dockerfile', 'loop', 'src/a.js']);
	});

	test('answers what .dockerignore keeps out', () => {
		const context = readBuildContext(folderWith({ '.dockerignore': '.git\n*.md\n!README.md\n' }));
		expect(context.ignoreFile).toBe('.dockerignore');
		expect(['.git', '.git/HEAD', 'a.md', 'README.md', 'src'].map((path) => context.isIgnored(path))).toEqual([
			true,
			true,
			true,
			false,
			false,
		]);
	});

	test('prefers the ignore file that carries the name of the Dockerfile', () => {
		const folder = folderWith({ '.dockerignore': 'a\n', 'api.Dockerfile.dockerignore': 'b\n' });
		const context = readBuildContext(folder, 'api.Dockerfile');
		expect([context.ignoreFile, context.isIgnored('a'), context.isIgnored('b')]).toEqual([
			'api.Dockerfile.dockerignore',
			false,
			true,
		]);
		expect(readBuildContext(folder).isIgnored('a')).toBe(true);
	});

	test('without an ignore file keeps nothing out', () => {
		const context = readBuildContext(folderWith({ a: '' }));
		expect([context.ignoreFile, context.isIgnored('a')]).toEqual([undefined, false]);
	});

	test('reads text of up to 1 MB from inside, and nothing else', () => {
		const folder = folderWith({
			'ctx/a.txt': 'text',
			'ctx/big.txt': 'x'.repeat(1024 * 1024 + 1),
			'ctx/binary': new Uint8Array([0xff, 0x00]),
			'outside.txt': 'outside',
		});
		const { read } = readBuildContext(join(folder, 'ctx'));
		expect(
			['a.txt', 'big.txt', 'binary', 'missing', '../outside.txt', join(folder, 'outside.txt'), ''].map(read),
		).toEqual(['text', ...Array(6).fill(undefined)]);
	});
});
