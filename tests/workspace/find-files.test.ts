import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFiles, isLintableName } from '#workspace/find-files.ts';
import { folderWith } from '../folder-with.ts';

const listFound = (
	folder: string,
	...options: Parameters<typeof findFiles> extends [string, ...infer Rest] ? Rest : never
) => findFiles(folder, ...options).files.map((file) => relative(folder, file));

describe('the names a walk looks for', () => {
	test.each([
		'Dockerfile',
		'dockerfile',
		'api.Dockerfile',
		'Dockerfile.dev',
		'Containerfile',
		'compose.yaml',
		'compose.override.yml',
		'docker-compose.yml',
		'docker-compose.prod.yaml',
		'daemon.json',
		'buildkitd.toml',
	])('%s is one', (name) => expect(isLintableName(name)).toBe(true));

	test.each([
		'Dockerfile.dockerignore',
		'.dockerignore',
		'Dockerfiles',
		'README.md',
		'compose.txt',
		'mycompose.yaml',
	])('%s is none', (name) => expect(isLintableName(name)).toBe(false));
});

describe('a walk', () => {
	test('finds files in order, and stays out of .git and node_modules', () => {
		const folder = folderWith({
			'b/Dockerfile': '',
			'a/compose.yaml': '',
			'a/Dockerfile': '',
			Dockerfile: '',
			'.git/Dockerfile': '',
			'node_modules/x/Dockerfile': '',
			'a/node_modules/Dockerfile': '',
		});
		expect(listFound(folder)).toEqual(['Dockerfile', 'a/Dockerfile', 'a/compose.yaml', 'b/Dockerfile']);
	});

	test('leaves out what .gitignore names, nested and negated', () => {
		const folder = folderWith({
			'.git/HEAD': '',
			'.gitignore': 'build/\n*.Dockerfile\n!keep.Dockerfile\n/only-root\n',
			'build/Dockerfile': '',
			'x.Dockerfile': '',
			'keep.Dockerfile': '',
			'only-root/Dockerfile': '',
			'sub/only-root/Dockerfile': '',
			'sub/.gitignore': '!x.Dockerfile\nDockerfile.local\n',
			'sub/x.Dockerfile': '',
			'sub/Dockerfile.local': '',
			'sub/deep/Dockerfile.local': '',
			'other/Dockerfile.local': '',
		});
		expect(listFound(folder)).toEqual([
			'keep.Dockerfile',
			'other/Dockerfile.local',
			'sub/x.Dockerfile',
			'sub/only-root/Dockerfile',
		]);
	});

	test('tells capitals from small letters in .gitignore, as git does', () => {
		const folder = folderWith({
			'.git/HEAD': '',
			'.gitignore': 'Out/\n',
			'out/Dockerfile': '',
			'Out/x/Dockerfile': '',
		});
		expect(listFound(folder)).toEqual(['out/Dockerfile']);
	});

	test('started below the root of a repository, heeds the .gitignore files above', () => {
		const folder = folderWith({
			'.git/HEAD': '',
			'.git/info/exclude': 'private/\n',
			'.gitignore': 'sub/out/\n',
			'sub/Dockerfile': '',
			'sub/out/Dockerfile': '',
			'sub/private/Dockerfile': '',
		});
		expect(listFound(join(folder, 'sub'))).toEqual(['Dockerfile']);
		expect(listFound(join(folder, 'sub/out'))).toEqual(['Dockerfile']);
	});

	test('ends in spite of links that form a loop', () => {
		const folder = folderWith({ 'a/Dockerfile': '' });
		symlinkSync('..', join(folder, 'a/up'));
		symlinkSync('Dockerfile', join(folder, 'a/Containerfile'));
		mkdirSync(join(folder, 'b'));
		symlinkSync('../a', join(folder, 'b/a'));
		expect(listFound(folder)).toEqual(['a/Containerfile', 'a/Dockerfile']);
	});

	test('asks what the configuration leaves out, folders before their files', () => {
		const folder = folderWith({ 'a/Dockerfile': '', 'b/Dockerfile': '' });
		const asked: string[] = [];
		const isLeftOut = (path: string, isFolder: boolean) => {
			asked.push(relative(folder, path));
			return isFolder && path.endsWith('a');
		};
		expect(listFound(folder, { isLeftOut })).toEqual(['b/Dockerfile']);
		expect(asked).toEqual(['a', 'b', 'b/Dockerfile']);
	});
});
