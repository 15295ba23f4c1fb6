import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadTyped } from '#workspace/typed/load-typed.ts';
import { folderWith } from '../folder-with.ts';

const schema = z.strictObject({ name: z.string(), sizes: z.array(z.int()).default([]) });
const load = (name: string, text: string | Uint8Array) =>
	loadTyped(join(folderWith({ [name]: text }), name), name, schema, { code: 'wrong' });
const show = ({ problems }: ReturnType<typeof load>) =>
	problems.map(({ code, range, detail }) => `${code} ${range?.start.line}:${range?.start.column} ${detail}`);

describe('a file with a schema', () => {
	test.each([
		['x.yaml', 'name: a\nsizes: [1, 2]\n'],
		['x.json', '{ "name": "a",\n"sizes": [1, 2] }'],
	])('%s is read as its schema types it, with the places of its values', (name, text) => {
		const { file, problems } = load(name, text);
		expect(problems).toEqual([]);
		expect(file?.value).toEqual({ name: 'a', sizes: [1, 2] });
		const { start, end } = file?.places.spanOf(['sizes', 1]) ?? { start: 0, end: 0 };
		expect([text.slice(start, end), start]).toEqual(['2', text.indexOf('2')]);
	});

	test('that is missing is no problem, and none that is a part of a path', () => {
		const folder = folderWith({ file: '' });
		for (const path of ['none.yaml', 'file/none.yaml'])
			expect(loadTyped(join(folder, path), path, schema, { code: 'wrong' })).toEqual({ problems: [] });
	});

	test('that is a folder is a problem, not an end', () => {
		const folder = folderWith({});
		mkdirSync(join(folder, 'x.yaml'));
		const [problem] = loadTyped(join(folder, 'x.yaml'), 'x.yaml', schema, { code: 'wrong' }).problems;
		expect([problem?.code, problem?.detail]).toEqual([
			'file-unreadable',
			'It cannot be read (it is no regular file).',
		]);
	});

	test.each([
		['x.yaml', 'name: [\n', ['yaml-unreadable 1:7 This is not valid YAML:']],
		['x.json', '{ "name": "a" ', ['json-unreadable 1:14 This is not valid JSON']],
		[
			'x.yaml',
			'name: 1\nsizes: [a]\nother: 2\n',
			['wrong 1:7 `name` is `1`', 'wrong 2:9 ', 'wrong 3:1 There is no field `other`'],
		],
		['x.json', '{ "sizes": [1.5] }', ['wrong 1:4 The field `name`', 'wrong 1:13 `sizes[0]` is `1.5`']],
	])('%s with %j is refused at every place', (name, text, expected) => {
		const shown = show(load(name, text));
		expect(shown).toHaveLength(expected.length);
		for (const [at, start] of expected.entries()) expect(shown[at]).toContain(start);
	});

	test('does not unfold aliases without end', () => {
		const levels = 'abcdefgh'
			.split('')
			.map(
				(name, at, all) => `${name}: &${name} [${at === 0 ? 'x,'.repeat(9) : `*${all[at - 1]},`.repeat(9)}]`,
			);
		expect(show(load('x.yaml', `${levels.join('\n')}\n`))[0]).toContain('aliases');
	});
});
