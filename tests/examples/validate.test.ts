import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatProblems } from '#core/report/problems.ts';
import { checkRun } from '#engine/check-run.ts';
import { validateContent } from '#examples/validate.ts';
import { type Change, writeContent } from './content-copy.ts';

const broken = fileURLToPath(new URL('broken', import.meta.url));
/** `UPDATE_EXPECTED=1` writes what is printed now; read every line of the difference before committing it. */
const updates = process.env['UPDATE_EXPECTED'] === '1';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-content-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the good content has no problem', () => {
	const { problems, content } = validateContent(writeContent(folder), { root: folder });
	expect(formatProblems(problems)).toBe('');
	expect([...content.examples.keys()]).toEqual(['pinned']);
	expect(content.lessons.map(({ id }) => id)).toEqual(['pinning']);
});

describe('each folder of broken/ changes the good content in one way, and is told so:', () => {
	test.each(readdirSync(broken).sort())('%s', (name) => {
		const change = parse(readFileSync(join(broken, name, 'change.yaml'), 'utf8')) as Change;
		const { problems } = validateContent(writeContent(folder, change), {
			root: folder,
			publicFolder: join(folder, 'public'),
			checkRun,
		});
		const printed = formatProblems(problems);
		const expected = join(broken, name, 'expected.txt');
		if (updates) writeFileSync(expected, printed);
		expect(printed).not.toBe('');
		expect(printed).toBe(readFileSync(expected, 'utf8'));
	});
});

test('all problems come at once, in the order of their places', () => {
	const content = writeContent(folder, {
		edit: {
			'examples/pinned/example.yaml': ['line: 1', 'line: 2'],
			'lessons/1-pinning.mdx': ['<Example id="pinned" />', '<Example id="pined" />'],
		},
		remove: ['glossary.yaml'],
	});
	const { problems } = validateContent(content, { root: folder });
	expect(problems.map(({ code, path, range }) => `${path}:${range?.start.line} ${code}`)).toEqual([
		'content/examples/pinned/example.yaml:7 finding-not-reported',
		'content/lessons/1-pinning.mdx:16 term-unknown',
		'content/lessons/1-pinning.mdx:18 example-unknown',
	]);
});

test('a draft may have missing and stale evidence, and is told so as a warning', () => {
	const content = writeContent(folder, { measured: {} });
	const strict = validateContent(content, { root: folder });
	expect(strict.problems.map(({ code }) => code)).toEqual(['evidence-missing']);
	const draft = validateContent(content, { root: folder, isDraft: true });
	expect(draft.problems).toEqual([]);
	expect(draft.warnings.map(({ code }) => code)).toEqual(['evidence-missing']);
});

test('with a project, every rule must have a page and a test', () => {
	const content = writeContent(folder);
	const { problems } = validateContent(content, { root: folder, project: folder });
	const said = problems.map(({ code, path }) => `${code} ${path}`);
	expect(said).toContain('rule-without-page content/rules/stage-name-casing.mdx');
	expect(said).toContain('rule-without-test tests/core/rules/base-images/pin-base-image.test.ts');
	expect(said).not.toContain('rule-without-page content/rules/pin-base-image.mdx');
});

test('evidence of the same numbers, written by hand, is told from the engine’s', () => {
	const content = writeContent(folder);
	const file = join(content, 'examples/pinned/evidence.json');
	writeFileSync(file, readFileSync(file, 'utf8').replace('"cpus": 2', '"cpus": 4'));
	const { problems } = validateContent(content, { root: folder });
	expect(problems.map(({ code }) => code)).toEqual(['evidence-edited']);
});

test('the mode of a file is part of what was recorded', () => {
	const content = writeContent(folder, { later: {} });
	const { content: read } = validateContent(content, { root: folder });
	const modes = read.examples.get('pinned')?.sides.after.files.map(({ path, mode }) => `${path} ${mode}`);
	expect(modes).toEqual(['Dockerfile 644', 'tides.sh 755']);
});
