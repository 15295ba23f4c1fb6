import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readPageInputs } from '../../src/site/integrations/page-inputs.ts';
import { folderWith } from '../folder-with.ts';

const LESSON = 'content/lessons/1-one.mdx';

const createProject = () =>
	folderWith({
		[LESSON]: '---\ntitle: One\n---\n\nWords.\n',
		'content/rules/no-latest.mdx': '---\nwhy: Tags move.\n---\n\nMore words.\n',
		'content/examples/an-example/before/Dockerfile': 'FROM scratch\n',
		'content/glossary.yaml': 'layer: { term: layer }\n',
	});

const read = (project: string, redirects = {}) =>
	readPageInputs({ folder: join(project, 'content') }, project, redirects);

describe('an edit of the words of a page', () => {
	test('changes the hash of these words, and nothing that all pages share', () => {
		const project = createProject();
		const before = read(project);
		writeFileSync(join(project, LESSON), '---\ntitle: One\n---\n\nOther words.\n');
		const after = read(project);
		expect(after.common).toBe(before.common);
		expect([...after.words.keys()]).toEqual([LESSON, 'content/rules/no-latest.mdx']);
		expect(after.words.get(LESSON)).not.toBe(before.words.get(LESSON));
		expect(after.words.get('content/rules/no-latest.mdx')).toBe(
			before.words.get('content/rules/no-latest.mdx'),
		);
	});
});

describe('what all pages share', () => {
	test.each<[string, (project: string) => void]>([
		[
			'the head of a page',
			(project) => writeFileSync(join(project, LESSON), '---\ntitle: Two\n---\n\nWords.\n'),
		],
		['a page without a head', (project) => writeFileSync(join(project, LESSON), 'Words.\n')],
		[
			'a file of an example',
			(project) => writeFileSync(join(project, 'content/examples/an-example/before/Dockerfile'), 'FROM a\n'),
		],
		[
			'whether a file can be run',
			(project) => chmodSync(join(project, 'content/examples/an-example/before/Dockerfile'), 0o755),
		],
		['a new file', (project) => writeFileSync(join(project, 'content/site.yaml'), 'title: Ours\n')],
		['a new folder', (project) => mkdirSync(join(project, 'content/examples/another'))],
		['a page that is gone', (project) => rmSync(join(project, LESSON))],
	])('is another with %s', (_, change) => {
		const project = createProject();
		const before = read(project);
		change(project);
		expect(read(project).common).not.toBe(before.common);
	});

	afterEach(() => {
		for (const name of ['SITE', 'DRYDOCK_EDIT', 'DRYDOCK_OUT']) delete process.env[name];
	});

	test.each(['SITE', 'DRYDOCK_EDIT'])('is another with another %s', (name) => {
		const project = createProject();
		const before = read(project);
		process.env[name] = 'https://kb.example.com/';
		expect(read(project).common).not.toBe(before.common);
	});

	test('is another where an old address leads elsewhere', () => {
		const project = createProject();
		const before = read(project, { '/old/': '/new/' });
		expect(read(project, { '/old/': '/newer/' }).common).not.toBe(before.common);
	});

	test('is the same wherever the build works, and whatever is laid over it is part of it', () => {
		const project = createProject();
		const before = read(project);
		process.env['DRYDOCK_OUT'] = '/elsewhere';
		expect(read(project).common).toBe(before.common);
		const team = folderWith({ 'lessons/1-own.mdx': '---\ntitle: Own\n---\n\nWords.\n' });
		const layered = readPageInputs({ folder: team, base: join(project, 'content') }, project, {});
		expect(layered.common).not.toBe(before.common);
		expect(layered.words.size).toBe(3);
	});
});
