import { realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBuildIndex } from '#workspace/build-index.ts';
import { ProjectFinder } from '#workspace/project.ts';
import { folderWith } from '../folder-with.ts';

const COMPOSE = 'services:\n  a:\n    build: {context: ., dockerfile: docker/a}\n';

describe('the project of a folder', () => {
	test('reaches up to the root of its repository', () => {
		const root = folderWith({
			'.git/HEAD': '',
			'compose.yaml': COMPOSE,
			'x/docker-bake.hcl': '',
			'a/b/c.txt': '',
		});
		const project = new ProjectFinder('/').find(join(root, 'a/b'));
		expect(project.root).toBe(root);
		expect([...project.compose, ...project.bake].map((file) => relative(root, file))).toEqual([
			'compose.yaml',
			'x/docker-bake.hcl',
		]);
	});

	test('without a repository is where the user stands, or else the folder itself', () => {
		const root = folderWith({ 'a/b/compose.yaml': COMPOSE });
		expect(new ProjectFinder(root).find(join(root, 'a')).root).toBe(root);
		expect(new ProjectFinder('/').find(join(root, 'a')).root).toBe(join(root, 'a'));
	});

	test('leaves out what git and the settings leave out', () => {
		const root = folderWith({
			'.git/HEAD': '',
			'.gitignore': 'out/\n',
			'out/compose.yaml': '',
			'a/compose.yaml': '',
		});
		expect(new ProjectFinder('/').find(root).compose).toEqual([join(root, 'a/compose.yaml')]);
		expect(new ProjectFinder('/', (path) => path.endsWith('/a')).find(root).compose).toEqual([]);
	});
});

describe('the builds of a project', () => {
	const readIndex = (root: string) => readBuildIndex(new ProjectFinder(root).find(root));

	test('are found by the Dockerfile that they name, where that is there', () => {
		const root = folderWith({ 'compose.yaml': COMPOSE, 'docker/a': 'FROM x\n' });
		const index = readIndex(root);
		expect(index.dockerfiles).toEqual([join(root, 'docker/a')]);
		expect(index.findBuilds(join(root, 'docker/a')).map(({ name }) => name)).toEqual(['a']);
		expect(index.findBuilds(join(root, 'docker/b'))).toEqual([]);
		expect(readIndex(folderWith({ 'compose.yaml': COMPOSE })).dockerfiles).toEqual([]);
	});

	test('name nothing outside of it, neither by a path nor by a link', () => {
		const outside = folderWith({ Dockerfile: 'FROM x\n', 'common.yaml': COMPOSE });
		const root = folderWith({
			'.git/HEAD': '',
			'compose.yaml': `services:\n  a:\n    build: ${outside}\n  b:\n    extends: {file: ${outside}/common.yaml, service: a}\n  c:\n    extends: {file: linked.yaml, service: a}\n`,
			'docker/a': 'FROM x\n',
		});
		symlinkSync(join(realpathSync(outside), 'common.yaml'), join(root, 'linked.yaml'));
		expect(readIndex(root).dockerfiles).toEqual([]);
	});
});
