import { describe, expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { listFindings, runLint, runLintJson } from './lint-json.ts';

const CLEAN = 'FROM debian:12\nCMD ["true"]\nUSER 1\n';
const COMPOSE = 'services:\n  a:\n    image: a:1\n';

describe('a walk finds', () => {
	const dockerfiles = [
		...[
			'Dockerfile',
			'Dockerfile-dev',
			'Dockerfile_dev',
			'dockerfile.test',
			'DOCKERFILE',
			'Containerfile.dev',
		],
		...['dev.Containerfile', 'dev.Dockerfile', 'Dockerfile.prod-2', 'dockerfile-ci', 'containerfile'],
		...['api.dockerfile', 'api-Dockerfile', 'Dockerfile.alpine3.22', 'Dockerfile.multi.stage'],
	];
	const composeFiles = [
		...['compose.yaml', 'docker-compose.yml', 'dev-docker-compose.yml', 'prod.compose.yaml'],
		...['docker-compose.test.yml', 'compose-dev.yaml', 'docker-compose_ci.yml', 'my_compose.yml'],
	];
	test.each(dockerfiles)('%s', async (name) => {
		expect((await runLintJson([], { cwd: folderWith({ [name]: CLEAN }) })).paths).toEqual([name]);
	});

	test.each(composeFiles)('%s', async (name) => {
		expect((await runLintJson([], { cwd: folderWith({ [name]: COMPOSE }) })).paths).toEqual([name]);
	});
});

describe('a walk does not find', () => {
	test.each([
		...[
			'Dockerfile.md',
			'Dockerfile.txt',
			'Dockerfile.py',
			'Dockerfile.go',
			'Dockerfile.cs',
			'Dockerfile.bak',
			'Dockerfile.orig',
		],
		...['Dockerfile.dev.bak', 'Dockerfile.js', 'dockerfile_test.go', 'Dockerfile.dev~', 'parse-dockerfile'],
		...[
			'Dockerfiles',
			'mydockerfile',
			'composer.yaml',
			'composefile.yml',
			'decompose.yml',
			'compose.yaml.bak',
		],
	])('%s', async (name) => {
		expect((await runLintJson([], { cwd: folderWith({ [name]: CLEAN }) })).paths).toEqual([]);
	});

	test.each([
		['a list of services', 'services:\n  - name: a\n    image: a\n'],
		['classes', 'services:\n  _defaults:\n    autowire: true\n  App\\Service:\n    class: X\n'],
		['a word', 'services: none\n'],
		['text', 'services:\n  a: "b"\n'],
	])('a config.yml whose services are %s', async (_, text) => {
		expect((await runLintJson([], { cwd: folderWith({ 'config.yml': text }) })).paths).toEqual([]);
	});

	test('but a config.yml that is a compose file or a registry it finds', async () => {
		const registry = 'version: 0.1\nstorage:\n  filesystem: {}\nhttp:\n  addr: :5000\n';
		const files = { 'a/config.yml': COMPOSE, 'b/config.yml': registry };
		expect((await runLintJson([], { cwd: folderWith(files) })).paths).toEqual([
			'a/config.yml',
			'b/config.yml',
		]);
	});
});

describe('a template', () => {
	test.each([
		['Dockerfile.j2', CLEAN],
		['Dockerfile.template', CLEAN],
		['Dockerfile.erb', CLEAN],
		['Dockerfile.in', 'FROM @BASE@\n'],
		['Dockerfile.tmpl', CLEAN],
		['Dockerfile', 'FROM {{ base }}\nRUN true\n'],
		['Dockerfile.mustache-like', '{{#if x}}\nFROM a:1\n{{/if}}\n'],
		[
			'dev.Dockerfile',
			'FROM debian:12\n{% for p in packages %}\nRUN apt-get install {{ p }}\n{% endfor %}\n',
		],
		['Dockerfile', 'FROM <%= base %>\n<% if x %>\nRUN y\n<% end %>\n'],
		['Dockerfile', 'FROM debian:12\nCOPY {{ src }} /srv\n'],
		['Dockerfile', 'FROM debian:12\nENV A={{ a }} B\n'],
		['compose.yaml', 'services:\n{% for a in list %}\n  {{ a }}:\n    image: a\n{% endfor %}\n'],
	])('is not linted, and said once: %s', async (name, text) => {
		const cwd = folderWith({ [name]: text, 'ok/Dockerfile': CLEAN });
		const { paths, stderr, exitCode } = await runLintJson([], { cwd });
		expect([paths, exitCode]).toEqual([['ok/Dockerfile'], 0]);
		expect(stderr.match(/looks like a template, not linted/g)).toHaveLength(1);
		expect(stderr).toContain(name);
	});

	test.each([
		"FROM debian:12\nRUN docker inspect --format '{{.Id}}' x\n",
		'FROM debian:12\nRUN docker inspect -f {{.Id}} x\n',
		'FROM debian:12\nENV FORMAT="{{.Names}}"\n',
		'FROM debian:12\nHEALTHCHECK CMD curl -f "http://x/{{y}}"\n',
		'FROM debian:12\nCOPY <<EOF /etc/x.conf\n{{ if x }}\nEOF\n',
		'FROM debian:12\nRUN <<EOF\necho "{% raw %}"\nEOF\n',
		'# {{ not a template }}\nFROM debian:12\n',
	])('is not what only writes such marks: %j', async (text) => {
		const { paths, stderr } = await runLintJson([], { cwd: folderWith({ Dockerfile: text }) });
		expect([paths, stderr]).toEqual([['Dockerfile'], '']);
	});

	test('is none where a broken line has no mark in it', async () => {
		const text = "FROM debian:12\nRNU x\nRUN docker inspect -f '{{.Id}}' x\n";
		const outcome = await runLintJson([], { cwd: folderWith({ Dockerfile: text }) });
		expect(listFindings(outcome)).toEqual(['Dockerfile:2 syntax']);
	});

	test('is told apart from a file of another program, and of another builder', async () => {
		const cwd = folderWith({
			Dockerfile: CLEAN,
			'Dockerfile.vim': 'syntax match a\n',
			'k/Dockerfile': '# syntax=edrevo/dockerfile-plus\nFROM debian:12\nINCLUDE+ x\n',
			'l/docker-compose.yml': 'kernel:\n  image: a:1\nservices:\n  - name: b\n    image: c:1\n',
		});
		const { paths, stderr, exitCode } = await runLintJson([], { cwd });
		expect([paths, exitCode]).toEqual([['Dockerfile'], 0]);
		expect(stderr).toBe(
			'drydock: not a Dockerfile or compose file by its text, not linted (2 files): Dockerfile.vim, l/docker-compose.yml.\n' +
				'drydock: written for another builder (`# syntax=`), not linted: k/Dockerfile.\n',
		);
	});

	test('is counted, in one line and in the summary', async () => {
		const cwd = folderWith({ 'a/Dockerfile.j2': CLEAN, 'b/Dockerfile.j2': CLEAN, Dockerfile: CLEAN });
		const { stdout, stderr } = await runLint([], { cwd });
		expect(stderr).toBe(
			'drydock: looks like a template, not linted (2 files): a/Dockerfile.j2, b/Dockerfile.j2.\n',
		);
		expect(stdout).toBe('No findings in 1 file. 2 files passed over.\n');
	});
});

describe('where nothing can be linted', () => {
	const files = { 'docs/README.md': '', 'tpl/Dockerfile.j2': CLEAN, 'ok/Dockerfile': CLEAN };

	test('a named path is a mistake, whatever else was linted', async () => {
		const cwd = folderWith(files);
		for (const args of [['docs'], ['tpl'], ['ok', 'docs'], ['tpl/Dockerfile.j2'], ['docs/README.md']]) {
			const { exitCode, stderr } = await runLint(args, { cwd });
			expect([args, exitCode]).toEqual([args, 2]);
			expect(stderr).toContain(args.at(-1));
		}
		expect((await runLint(['ok'], { cwd })).exitCode).toBe(0);
	});

	test('the bare command says so and ends with 0', async () => {
		const { exitCode, stderr } = await runLint([], { cwd: folderWith({ 'README.md': '' }) });
		expect([exitCode, stderr]).toEqual([0, expect.stringContaining('no file to lint')]);
	});

	test('a hook that passes what is left out goes through with --force-exclude', async () => {
		const cwd = folderWith({ ...files, 'drydock.yaml': 'ignore: ["ok/"]\n' });
		expect((await runLintJson(['ok/Dockerfile'], { cwd })).paths).toEqual(['ok/Dockerfile']);
		const { exitCode, paths } = await runLintJson(['ok/Dockerfile', '--force-exclude'], { cwd });
		expect([exitCode, paths]).toEqual([0, []]);
		for (const path of ['tpl/Dockerfile.j2', 'docs/README.md'])
			expect((await runLint([path, '--force-exclude'], { cwd })).exitCode).toBe(0);
	});
});
