import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../folder-with.ts';
import { listFindings, runLintJson } from './lint-json.ts';

const COPIES = 'FROM debian:12\nCOPY . .\nCMD ["app"]\nUSER 1\n';
const STAGES = `FROM tides/alpine:3.22 AS run
CMD ["app"]
FROM run AS dev
RUN apk add --no-cache git gcc
`;
const OPEN = 'ARG BASE\nFROM ${BASE}\nRUN apt-get update\n';

const lintIn = async (files: Readonly<Record<string, string>>, ...args: string[]) =>
	listFindings(await runLintJson(args, { cwd: folderWith(files) }));

describe('.git', () => {
	test('counts only where it lies in the context', async () => {
		const files = { '.git/HEAD': '', 'api/Dockerfile': COPIES };
		expect(await lintIn(files)).toEqual([]);
		expect(await lintIn({ ...files, Dockerfile: COPIES })).toEqual(['Dockerfile:2 git-directory-in-context']);
	});

	test('may be the file that a worktree has', async () => {
		const findings = await lintIn({ '.git': 'gitdir: /elsewhere\n', Dockerfile: COPIES });
		expect(findings).toEqual(['Dockerfile:2 git-directory-in-context']);
	});

	test('is looked for in the context that a compose file names', async () => {
		const files = {
			'.git/HEAD': '',
			'docker/Dockerfile': COPIES,
			'compose.yaml': 'services:\n  a:\n    build: {context: ., dockerfile: docker/Dockerfile}\n',
		};
		expect(await lintIn(files)).toEqual(['docker/Dockerfile:2 git-directory-in-context']);
		expect(await lintIn({ ...files, '.dockerignore': '.git\n' })).toEqual([]);
		expect(await lintIn({ ...files, 'docker/Dockerfile.dockerignore': '.git\n' })).toEqual([]);
		expect(await lintIn({ ...files, 'docker/.dockerignore': '.git\n' })).toHaveLength(1);
	});

	test.each([
		['an unknown context', 'context: "${CTX}"\n      dockerfile: docker/Dockerfile'],
		['a context outside of the project', 'context: ../..\n      dockerfile: ${PWD}/docker/Dockerfile'],
		['a context that is not there', 'context: gone\n      dockerfile: ../docker/Dockerfile'],
	])('is not spoken of for %s', async (_, build) => {
		const compose = `services:\n  a:\n    build:\n      ${build}\n`;
		const files = { '.git/HEAD': '', 'docker/Dockerfile': COPIES, 'compose.yaml': compose };
		expect(await lintIn(files)).toEqual([]);
	});
});

describe('the target', () => {
	const inImage = ['app/Dockerfile:4 git-in-image', 'app/Dockerfile:4 build-tools-in-final-stage'];
	const compose = (build: string) => `services:\n  a:\n    build: ${build}\n`;

	test.each([
		['a compose file', { 'compose.yaml': compose('{context: app, target: run}') }],
		['a compose file of another name', { 'prod.compose.yaml': compose('{context: app, target: run}') }],
		[
			'an override',
			{
				'compose.yaml': compose('app'),
				'compose.override.yaml': compose('{target: run}'),
			},
		],
		['.env', { '.env': 'T=run\n', 'compose.yaml': compose('{context: app, target: "${T}"}') }],
		['a default', { 'compose.yaml': compose('{context: app, target: "${T:-run}"}') }],
		['nobody who could know it', { 'compose.yaml': compose('{context: app, target: "${T}"}') }],
		[
			'another file that is extended',
			{
				'compose.yaml': 'services:\n  a:\n    extends: {file: x/common.yaml, service: b}\n',
				'x/common.yaml': 'services:\n  b:\n    build: {context: ../app, target: run}\n',
			},
		],
		[
			'an included file',
			{
				'compose.yaml': 'include: [x/part.yaml]\n',
				'x/part.yaml': 'services:\n  b:\n    build: {context: ../app, target: run}\n',
			},
		],
		['a profile', { 'compose.yaml': `${compose('{context: app, target: run}')}    profiles: [x]\n` }],
		['a Bake file', { 'docker-bake.hcl': 'target "a" {\n  context = "app"\n  target = "run"\n}\n' }],
		[
			'a Bake file in a folder below',
			{ 'deploy/docker-bake.hcl': 'target "a" {\n  context = "app"\n  target = "run"\n}\n' },
		],
		[
			'what a Bake target inherits',
			{
				'docker-bake.hcl':
					'target "_base" {\n  context = "app"\n  target = "dev"\n}\ntarget "a" {\n  inherits = ["_base"]\n  target = "run"\n}\n',
			},
		],
		['a Bake file in JSON', { 'docker-bake.json': '{"target":{"a":{"context":"app","target":"run"}}}' }],
		[
			'a Bake file that adds to a compose file',
			{
				'compose.yaml': compose('app').replace('a:', 'web:'),
				'docker-bake.hcl': 'target "web" {\n  target = "run"\n}\n',
			},
		],
	])('comes from %s', async (source, files) => {
		const findings = await lintIn({ ...files, 'app/Dockerfile': STAGES });
		const isBoth = source.includes('adds to a compose file');
		expect(findings.filter((line) => line.startsWith('app/'))).toEqual(isBoth ? inImage : []);
	});

	test('is the last stage where nobody says', async () => {
		expect(await lintIn({ 'app/Dockerfile': STAGES })).toEqual(inImage);
		expect(await lintIn({ 'app/Dockerfile': STAGES, 'compose.yaml': compose('app') })).toEqual(inImage);
	});

	test('on the command line wins', async () => {
		const files = { 'app/Dockerfile': STAGES, 'compose.yaml': compose('{context: app, target: run}') };
		expect(await lintIn(files, '--target', 'dev')).toEqual(inImage);
		expect(await lintIn(files, 'app/Dockerfile', '--target', 'dev')).toEqual(inImage);
		expect(await lintIn({ 'app/Dockerfile': STAGES }, '--target', 'run')).toEqual([]);
	});

	test('that no file has is a mistake in the call', async () => {
		const cwd = folderWith({ Dockerfile: STAGES });
		const { exitCode, stderr } = await runLintJson(['--target', 'rnu'], { cwd });
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('No stage is called `rnu`')]);
	});
});

describe('the arguments', () => {
	const compose = (args: string) => `services:\n  a:\n    build: {context: ., args: ${args}}\n`;

	test('come from a compose file, a Bake file or the command line', async () => {
		const pinned = 'Dockerfile:2 pin-base-image';
		expect(await lintIn({ Dockerfile: OPEN })).not.toContain(pinned);
		expect(await lintIn({ Dockerfile: OPEN, 'compose.yaml': compose('{BASE: debian}') })).toContain(pinned);
		expect(await lintIn({ Dockerfile: OPEN, 'compose.yaml': compose('["BASE=debian:12"]') })).not.toContain(
			pinned,
		);
		const bake = 'variable "B" { default = "debian" }\ntarget "a" {\n  args = { BASE = "${B}" }\n}\n';
		expect(await lintIn({ Dockerfile: OPEN, 'docker-bake.hcl': bake })).toContain(pinned);
		expect(await lintIn({ Dockerfile: OPEN }, '--build-arg', 'BASE=debian')).toContain(pinned);
		const both = { Dockerfile: OPEN, 'compose.yaml': compose('{BASE: debian}') };
		expect(await lintIn(both, '--build-arg', 'BASE=debian:12')).not.toContain(pinned);
	});

	test('not given leave the warning that BuildKit gives, and every other rule', async () => {
		expect(await lintIn({ Dockerfile: OPEN })).toEqual([
			'Dockerfile:2 invalid-default-arg-in-from',
			'Dockerfile:3 update-apart-from-install',
		]);
	});

	test('may be taken from the environment, as docker build does', async () => {
		const cwd = folderWith({ Dockerfile: OPEN });
		const outcome = await runLintJson(['--build-arg', 'BASE'], { cwd, env: { BASE: 'debian' } });
		expect(listFindings(outcome)).toContain('Dockerfile:2 pin-base-image');
	});
});

describe('a file that is built twice', () => {
	const files = {
		'app/Dockerfile': STAGES,
		'compose.yaml':
			'services:\n  web:\n    build: {context: app, target: run}\n  shell:\n    build: {context: app, target: dev}\n',
	};

	test('is listed once, and a message says for which build it holds', async () => {
		const { paths, files: reported } = await runLintJson([], { cwd: folderWith(files) });
		expect(paths).toEqual(['compose.yaml', 'app/Dockerfile']);
		const [finding] = reported.flatMap(({ findings }) =>
			findings.filter(({ rule }) => rule === 'git-in-image'),
		);
		expect(finding?.message).toMatch(/ So for `shell` in `compose\.yaml` only\.$/);
	});

	test('that is built alike twice says nothing of it', async () => {
		const same = files['compose.yaml'].replace('target: run', 'target: dev');
		const { files: reported } = await runLintJson([], {
			cwd: folderWith({ ...files, 'compose.yaml': same }),
		});
		const messages = reported.flatMap(({ findings }) => findings.map(({ message }) => message));
		expect(messages.filter((message) => message.includes(' only.'))).toEqual([]);
		expect(messages.length).toBeGreaterThan(1);
	});
});

describe('names that no pattern finds', () => {
	const files = {
		'docker/backend': 'FROM debian\n',
		'docker/other': 'FROM debian\n',
		'compose.yaml': 'services:\n  a:\n    build: {context: ., dockerfile: docker/backend}\n',
	};

	test('are read where a definition names them', async () => {
		expect(await lintIn(files)).toEqual(['docker/backend:1 pin-base-image']);
		expect(await lintIn(files, 'docker')).toEqual(['docker/backend:1 pin-base-image']);
		expect(await lintIn(files, 'docker/backend')).toEqual(['docker/backend:1 pin-base-image']);
	});

	test('are left out where git or the settings leave them out', async () => {
		const ignored = { ...files, '.git/HEAD': '', '.gitignore': 'backend\n' };
		expect(await lintIn(ignored)).toEqual([]);
		expect(await lintIn({ ...files, 'drydock.yaml': 'ignore: ["docker/"]\n' })).toEqual([]);
	});
});

describe('a Dockerfile in a compose file', () => {
	const INLINE = `services:
  a:
    image: a:1
    build:
      context: .
      dockerfile_inline: |
        # the base
        FROM debian
        RUN echo $$HOME && \\
            cd /x && apt-get update
`;

	test('is read, with findings at their place in the compose file', async () => {
		const { files } = await runLintJson([], { cwd: folderWith({ 'compose.yaml': INLINE }) });
		const [{ findings } = { findings: [] }] = files;
		expect(findings.map(({ rule, range: { start } }) => [rule, start.line, start.column])).toEqual([
			['pin-base-image', 8, 14],
			['update-apart-from-install', 10, 22],
		]);
	});

	test('is suppressed by comments of its own, and by those of the compose file', async () => {
		const own = INLINE.replace('# the base', '# drydock ignore=pin-base-image ours');
		expect(await lintIn({ 'compose.yaml': own })).toEqual(['compose.yaml:10 update-apart-from-install']);
		const outer = INLINE.replace(
			'      dockerfile',
			'      # drydock ignore=pin-base-image ours\n      dockerfile',
		);
		expect(await lintIn({ 'compose.yaml': outer })).toEqual(['compose.yaml:11 update-apart-from-install']);
		const unused = INLINE.replace('debian', 'debian:12').replace(
			'# the base',
			'# drydock ignore=pin-base-image x',
		);
		expect(await lintIn({ 'compose.yaml': unused })).toContain('compose.yaml:7 unused-suppression');
	});

	test('has the arguments of its service, and the variables of the project', async () => {
		const text = (from: string) =>
			`services:\n  a:\n    build:\n      args: {B: debian}\n      dockerfile_inline: |\n        ARG B\n        FROM ${from}\n`;
		expect(await lintIn({ 'compose.yaml': text('$${B}') })).toContain('compose.yaml:7 pin-base-image');
		expect(await lintIn({ 'compose.yaml': text('${X}'), '.env': 'X=debian\n' })).toContain(
			'compose.yaml:7 pin-base-image',
		);
		expect(await lintIn({ 'compose.yaml': text('${X}') })).toEqual([]);
		expect(await lintIn({ 'compose.yaml': text('${X:-debian}') })).toContain('compose.yaml:7 pin-base-image');
	});

	test('sees the context of its service', async () => {
		const files = {
			'.git/HEAD': '',
			'compose.yaml': INLINE.replace('# the base', 'FROM debian:12\n        COPY . .'),
		};
		expect(await lintIn(files)).toContain('compose.yaml:8 git-directory-in-context');
		expect(await lintIn({ ...files, '.dockerignore': '.git\n' })).not.toContain(
			'compose.yaml:8 git-directory-in-context',
		);
	});

	test('is read on standard input too', async () => {
		const outcome = await runLintJson(['-', '--stdin-filename', 'compose.yaml'], { stdin: INLINE });
		expect(listFindings(outcome)).toContain('compose.yaml:8 pin-base-image');
	});
});

describe('a walk and a file by itself', () => {
	/** A project with a bit of everything. */
	const PROJECT = {
		'.git/HEAD': '',
		'.dockerignore': 'secret\n',
		'compose.yaml':
			'include: [parts/compose.part.yaml]\nservices:\n  web:\n    build: {context: ., dockerfile: docker/web, target: run}\n  tool:\n    build: {context: ., dockerfile: docker/web}\n',
		'parts/compose.part.yaml': 'services:\n  part:\n    build: {context: ../part, args: {BASE: debian}}\n',
		'docker-bake.hcl': 'target "z" {\n  dockerfile = "z/Dockerfile"\n  context = "."\n}\n',
		'docker/web': STAGES.replace('CMD', 'COPY . .\nCOPY secret /x\nCMD'),
		'part/Dockerfile': OPEN,
		'z/Dockerfile': `${COPIES}# drydock ignore=copy-ignored-file a reason\nCOPY secret /x\n`,
		'lonely/Dockerfile': COPIES,
		'lonely/deep/Dockerfile.dev': STAGES,
	};

	test('agree on every file of a repository, wherever the user stands', async () => {
		const root = folderWith(PROJECT);
		const whole = await runLintJson(['.'], { cwd: root });
		expect(whole.paths).toHaveLength(7);
		for (const { path, findings } of whole.files) {
			const named = await runLintJson([path], { cwd: root });
			expect(named.files[0]?.findings, path).toEqual(findings);
			const elsewhere = await runLintJson([join(root, path)], { cwd: join(root, 'lonely') });
			expect(elsewhere.files[0]?.findings, path).toEqual(findings);
		}
		const folder = await runLintJson(['docker'], { cwd: root });
		expect(folder.files).toEqual(whole.files.filter(({ path }) => path.startsWith('docker/')));
	});

	test('agree below the current folder where there is no repository', async () => {
		const { '.git/HEAD': _, ...files } = PROJECT;
		const root = folderWith(files);
		const whole = await runLintJson([], { cwd: root });
		for (const { path, findings } of whole.files) {
			expect((await runLintJson([path], { cwd: root })).files[0]?.findings, path).toEqual(findings);
		}
	});

	test('agree on what drydock.yaml leaves out', async () => {
		const root = folderWith({ ...PROJECT, 'drydock.yaml': 'ignore: [compose.yaml]\n' });
		const whole = await runLintJson(['.'], { cwd: root });
		const [path = ''] = whole.paths.filter((one) => one.startsWith('part/'));
		expect((await runLintJson([path], { cwd: root })).files).toEqual(
			whole.files.filter((file) => file.path === path),
		);
	});
});

test('standard input has no context: no rule that needs one speaks, nor is its suppression unused', async () => {
	const cwd = folderWith({ '.git/HEAD': '', 'a.txt': '' });
	const text = 'FROM debian:12\n# drydock ignore=git-directory-in-context ours\nCOPY . .\nUSER 1\n';
	expect(listFindings(await runLintJson(['-'], { cwd, stdin: text }))).toEqual([]);
	expect(listFindings(await runLintJson(['-'], { cwd, stdin: COPIES }))).toEqual([]);
	writeFileSync(join(cwd, 'Dockerfile'), COPIES);
	expect(listFindings(await runLintJson(['Dockerfile'], { cwd }))).toHaveLength(1);
});
