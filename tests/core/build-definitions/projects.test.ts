import { describe, expect, test } from 'vitest';
import { locateDockerfile } from '#core/build-definitions/projects.ts';
import { type Files, listDefinitions } from './tree-of-files.ts';

/** `name: Dockerfile > target` for each definition of a tree whose root is `/p`. */
function listBuilds(files: Files): string[] {
	return listDefinitions(files).map((definition) => {
		const target = definition.target === undefined ? '' : ` > ${definition.target ?? '?'}`;
		return `${definition.name}: ${locateDockerfile(definition)?.replace('/p/', '') ?? '-'}${target}`;
	});
}

const build = (name: string, text: string) => `services:\n  ${name}:\n    build: ${text}\n`;

describe('compose files', () => {
	test('of one folder that Compose reads together are one project', () => {
		const files = {
			'compose.yaml': build('a', '{context: app, target: run}'),
			'compose.override.yaml': build('a', '{target: dev}'),
			'docker-compose.yml': build('old', 'old'),
		};
		expect(listBuilds(files)).toEqual(['a: app/Dockerfile > dev']);
	});

	test('of other names are projects of their own, or laid over the main one where they say too little', () => {
		const files = {
			'compose.yaml': build('a', '{context: app, target: run}'),
			'compose.test.yaml': build('a', '{target: test}'),
			'compose.other.yaml': build('b', '{context: b, target: x}'),
		};
		expect(listBuilds(files)).toEqual([
			'a: app/Dockerfile > run',
			'a: app/Dockerfile > test',
			'b: b/Dockerfile > x',
		]);
	});

	test('that another one includes are read with it, once', () => {
		const files = {
			'compose.yaml': 'include: [part/compose.yaml]\n',
			'part/compose.yaml': build('a', '{context: ., target: "${T}"}'),
			'.env': 'T=outer\n',
		};
		expect(listBuilds(files)).toEqual(['a: part/Dockerfile > outer']);
	});

	test('from which others only take a service build nothing by themselves', () => {
		const files = {
			'compose.yaml':
				'services:\n  a:\n    extends: {file: compose.common.yaml, service: base}\n    build: {target: run}\n',
			'compose.common.yaml': build('base', '{context: app, target: dev}'),
		};
		expect(listBuilds(files)).toEqual(['a: app/Dockerfile > run']);
	});

	test('that another one both includes and takes services from are read once', () => {
		const files = {
			'compose.yaml':
				'include: [part/compose.yaml]\nservices:\n  b:\n    extends: {file: part/compose.yaml, service: a}\n    build: {target: b}\n',
			'part/compose.yaml': build('a', '{context: ., target: a}'),
		};
		expect(listBuilds(files)).toEqual(['a: part/Dockerfile > a', 'b: part/Dockerfile > b']);
	});

	test('of which two could lie over the main one are read with the first that Compose looks for', () => {
		const files = {
			'compose.yaml': build('a', 'app'),
			'docker-compose.override.yaml': build('a', '{context: app, target: old}'),
			'compose.override.yml': build('a', '{context: app, target: dev}'),
		};
		expect(listBuilds(files)).toEqual(['a: app/Dockerfile > dev', 'a: app/Dockerfile > old']);
	});

	test('of the first form, which had no `services`, are read', () => {
		expect(listBuilds({ 'docker-compose.yml': 'web:\n  build: app\ndb:\n  image: x:1\n' })).toEqual([
			'web: app/Dockerfile',
		]);
	});

	test('that include or extend each other in a circle come to an end', () => {
		const files = {
			'compose.yaml': `include: [b/compose.yaml]\n${build('a', 'a')}`,
			'b/compose.yaml': `include: [../compose.yaml]\n${build('b', 'b')}`,
		};
		expect(listBuilds(files).length).toBeLessThan(10);
		const circle = 'services:\n  a: {extends: b}\n  b: {extends: a, build: x}\n';
		expect(listBuilds({ 'compose.yaml': circle })).toEqual(['a: x/Dockerfile', 'b: x/Dockerfile']);
		const services = 'services:\n  a: {extends: {service: b}}\n  b: {extends: {service: a}, build: x}\n';
		expect(listBuilds({ 'compose.yaml': services })).toEqual(['a: x/Dockerfile', 'b: x/Dockerfile']);
		const extend = (file: string) =>
			`services:\n  a:\n    extends: {file: ${file}, service: a}\n    build: {target: t}\n`;
		const two = { 'compose.yaml': extend('b/compose.yaml'), 'b/compose.yaml': extend('../compose.yaml') };
		expect(listBuilds(two).length).toBeLessThanOrEqual(2);
	});

	test('that are broken, empty or of another kind build nothing', () => {
		for (const text of ['', 'a: [', 'services: 3\n', '- build: x\n', 'services:\n  a: build\n', 'build: x\n'])
			expect(listBuilds({ 'compose.yaml': text }), text).toEqual([]);
		const broken = { 'compose.yaml': build('a', 'app'), 'compose.b.yaml': '# builds\nservices: build\n' };
		expect(listBuilds(broken)).toEqual(['a: app/Dockerfile']);
	});

	test('say what is not known where a variable has no value', () => {
		const text = build('a', '{context: "${C}", dockerfile: "x/${D}", target: "${T}"}');
		expect(listBuilds({ 'compose.yaml': text })).toEqual(['a: - > ?']);
		expect(listBuilds({ 'compose.yaml': build('a', 'https://example.com/a.git') })).toEqual(['a: -']);
		const known = build('a', '{context: "${C}", dockerfile: D}');
		expect(listBuilds({ 'docker/compose.yaml': known })).toEqual(['a: docker/D']);
	});
});

describe('Bake files', () => {
	test('have targets that are there for others only', () => {
		const text =
			'group "default" { targets = ["a", "shown"] }\ntarget "_x" {}\ntarget "base" {\n  target = "b"\n}\ntarget "shown" {}\ntarget "a" {\n  inherits = ["_x", "base", "shown"]\n}\n';
		expect(listBuilds({ 'docker-bake.hcl': text })).toEqual(['shown: Dockerfile', 'a: Dockerfile > b']);
	});

	test('in a folder below begin their paths where the Dockerfiles are', () => {
		const text = 'target "a" {\n  dockerfile = "docker/Dockerfile"\n}\n';
		expect(listBuilds({ 'ci/docker-bake.hcl': text, 'docker/Dockerfile': '' })).toEqual([
			'a: docker/Dockerfile',
		]);
		const both = { 'ci/docker-bake.hcl': text, 'docker/Dockerfile': '', 'ci/docker/Dockerfile': '' };
		expect(listBuilds(both)).toEqual(['a: ci/docker/Dockerfile']);
	});

	test('with a matrix that multiplies without end come to one', () => {
		const axis = `[${Array.from({ length: 100 }, (_, index) => `"v${index}"`).join(', ')}]`;
		const text = `target "a" {\n  name = "\${x}-\${y}-\${z}"\n  matrix = { x = ${axis}, y = ${axis}, z = ${axis} }\n}\n`;
		expect(listBuilds({ 'docker-bake.hcl': text }).length).toBeLessThanOrEqual(1000);
	});

	test('that inherit from themselves, or are no Bake files, are read without harm', () => {
		expect(
			listBuilds({ 'docker-bake.hcl': 'target "a" {\n  inherits = ["a"]\n  target = "t"\n}\n' }),
		).toEqual([]);
		for (const text of ['{', '[]', '{"target": 3}', '{"a": {"b": 1}}'])
			expect(listBuilds({ 'bake.json': text }), text).toEqual([]);
	});
});
