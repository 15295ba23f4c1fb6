import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXED_PAGES, FOOT, MENU } from '#site/pages.ts';
import { listSearchableFixedPages } from '#site/search/index/fixed-pages.ts';

const folder = 'src/site/pages';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.astro') && !file.includes('[') && file !== '404.astro',
);
const pathOf = (file: string) => `/${file.replace(/(?:index)?\.astro$/, '')}`.replace(/([^/])$/, '$1/');

test('the list holds every page that is not made from content, and nothing else', () => {
	expect(FIXED_PAGES.map(({ path }) => path).toSorted()).toEqual(files.map(pathOf).toSorted());
});

test.each(files)('%s takes its title and its line from the list', (file) => {
	const text = readFileSync(join(folder, file), 'utf8');
	expect(text).toContain(`getFixedPage('${pathOf(file)}')`);
	expect(text).not.toMatch(/<Page[^>]* (?:title|description)=/);
});

test('no two pages have the same title, and each says in a sentence what it is', () => {
	expect(new Set(FIXED_PAGES.map(({ title }) => title)).size).toBe(FIXED_PAGES.length);
	for (const { description } of FIXED_PAGES) expect(description).toMatch(/^[A-Z].{20,110}\.$/);
});

test('the head of every page leads to seven of them, the glossary among them, the foot to others', () => {
	expect(MENU.filter((path) => FOOT.includes(path))).toEqual([]);
	expect(MENU).toHaveLength(7);
	expect(MENU).toContain('/glossary/');
});

test('a search finds them by what people call them', () => {
	const pages = listSearchableFixedPages();
	expect(pages.find(({ words }) => words.includes('playground'))?.title).toBe('Check a file');
	expect(pages.every(({ words }) => words.length > 0)).toBe(true);
});
