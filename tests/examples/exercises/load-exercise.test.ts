import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '#examples/load.ts';
import { validateContent } from '#examples/validate.ts';
import { writeContent } from '../content-copy.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-exercise-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('files that the linter reads are repaired, the rest is the build context', () => {
	const add = {
		'exercises/pinning/.dockerignore': '.git\n',
		'exercises/pinning/solution/.dockerignore': '.git\n',
		'exercises/pinning/src/Dockerfile': 'FROM deeper\n',
	};
	const content = loadContent(writeContent(folder, { add }), folder);
	const exercise = content.exercises.get('pinning');
	expect(content.problems).toEqual([]);
	expect(Object.keys(exercise?.broken ?? {})).toEqual(['Dockerfile', '.dockerignore']);
	expect(Object.keys(exercise?.solution ?? {})).toEqual(['Dockerfile', '.dockerignore']);
	expect(Object.keys(exercise?.context ?? {}).sort()).toEqual(['src/Dockerfile', 'tides.sh']);
	expect(exercise?.findings.broken.get('Dockerfile')?.map(({ rule }) => rule)).toEqual(['pin-base-image']);
});

test('the rules see the context: the whole of it copied without a .dockerignore is found', () => {
	const edit = { 'exercises/pinning/Dockerfile': ['COPY tides.sh /', 'COPY . /'] } as const;
	const exercise = loadContent(writeContent(folder, { edit }), folder).exercises.get('pinning');
	const rules = exercise?.findings.broken.get('Dockerfile')?.map(({ rule }) => rule);
	expect(rules).toContain('git-directory-in-context');
});

test('a team’s lesson may do without an exercise; a lesson of this project may not', () => {
	const content = writeContent(folder, { remove: ['exercises'] });
	expect(validateContent(content, { root: folder }).problems).toEqual([]);
	const own = validateContent(content, { root: folder, project: folder }).problems;
	expect(own.map(({ code, path }) => `${code} ${path}`)).toContain(
		'lesson-without-exercise content/exercises/pinning',
	);
});

test('every lesson of this project has an exercise with two questions or three, and hints', () => {
	const content = loadContent(fileURLToPath(new URL('../../../content', import.meta.url)));
	expect([...content.exercises.keys()].sort()).toEqual(content.lessons.map(({ id }) => id).sort());
	for (const { id, manifest } of content.exercises.values()) {
		expect(manifest.questions.length, id).toBeGreaterThanOrEqual(2);
		expect(manifest.questions.length, id).toBeLessThanOrEqual(3);
		expect(manifest.hints.length, id).toBeGreaterThanOrEqual(3);
	}
});
