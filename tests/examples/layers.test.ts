import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findContentPlace } from '#examples/content-place.ts';
import { loadLayers } from '#examples/layers.ts';
import { collectPublishedAddresses } from '#examples/permalinks/addresses.ts';
import { collectRedirects } from '#examples/permalinks/all-redirects.ts';
import { recordAddresses } from '#examples/permalinks/record.ts';
import { validateContent } from '#examples/validate.ts';

const project = process.cwd();
const fixture = 'tests/fixtures/own-content';
const ours = loadLayers(findContentPlace(undefined, project, project), project);

/** A copy of the team's content, to be changed. */
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'drydock-layers-'));
	cpSync(fixture, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));
const load = () => loadLayers(findContentPlace(folder, project, project), project);

test('what a team has stands beside ours, and is held to its word like ours', () => {
	const { content, problems } = validateContent(findContentPlace(fixture, project, project));
	expect(problems).toEqual([]);
	expect(content.lessons.map(({ id }) => id)).toEqual([
		...ours.lessons.map(({ id }) => id),
		'the-tide-service',
	]);
	expect(content.examples.size).toBe(ours.examples.size + 1);
	expect([...content.rulePages.keys()]).toEqual([...ours.rulePages.keys()]);
	expect(content.glossary.has('layer') && content.glossary.has('tide-table')).toBe(true);
	expect(content.site).toMatchObject({ title: 'Tide tables handbook', heading: 'Tide tables handbook' });
	expect(content.ruleNotes.get('pin-base-image')?.body).toContain('shelf of the tide team');
});

test('what has the same id replaces ours, at its place', () => {
	const lesson = load().lessons.find(({ id }) => id === 'why-docker');
	expect(lesson?.frontmatter.title).toBe('Why we use Docker');
	expect(load().lessons).toHaveLength(ours.lessons.length + 1);
});

test('a heading of ours that a replaced page no longer has leads to that page', () => {
	const [fragment] = collectPublishedAddresses(ours).get('/lessons/why-docker/')?.fragments ?? [];
	expect(collectRedirects(load())[`/lessons/why-docker/#${fragment}`]).toBe('/lessons/why-docker/');
	expect(collectRedirects(ours)[`/lessons/why-docker/#${fragment}`]).toBeUndefined();
});

test('with `base: none` ours is left out', () => {
	writeFileSync(join(folder, 'site.yaml'), 'title: Tides\nbase: none\n');
	const content = load();
	expect(content.base).toBeUndefined();
	expect(content.lessons.map(({ id }) => id)).toEqual(['why-docker', 'the-tide-service']);
	expect(content.rulePages.size).toBe(0);
});

test('the record of a team holds its own addresses and none of ours', () => {
	const recorded = recordAddresses(load()).addresses;
	expect(recorded['/rules/pin-base-image/']).toEqual(['in-our-team', 'who-renews-it']);
	expect(recorded['/lessons/the-tide-service/']).toContain('what-it-is');
	expect(Object.keys(recorded)).not.toContain('/lessons/base-images/');
});

test('an address of either that is lost is a problem, in the record that holds it', () => {
	rmSync(join(folder, 'lessons/1-the-tide-service.mdx'));
	const { problems } = validateContent(findContentPlace(folder, project, project), {
		root: resolve(folder, '..'),
	});
	const lost = problems.filter(({ code }) => code === 'permalink-lost');
	expect(lost.map(({ path }) => path)).toEqual([`${folder.split('/').at(-1)}/permalinks.json`]);
});

test.each([
	['a note on no rule', 'pin-base-imag', 'page-without-rule'],
	['a heading that the page has', 'git-in-image', 'heading-id-twice'],
])('%s is a problem', (_, rule, code) => {
	const note = '---\nreviewed: 2026-11-28\n---\n\n### Why [#why]\n\nBecause.\n';
	writeFileSync(join(folder, `rules/${rule}.note.mdx`), note);
	const { problems } = validateContent(findContentPlace(folder, project, project));
	expect(problems.map((problem) => problem.code)).toEqual([code]);
});
