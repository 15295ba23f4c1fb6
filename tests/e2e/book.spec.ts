import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { siteFolder } from './built-site.ts';

const file = join(siteFolder, 'drydock.epub');
const book = existsSync(file) ? unzipSync(readFileSync(file)) : {};
const chapters = Object.keys(book).filter((name) => name.endsWith('.xhtml'));
const read = (name: string) => new TextDecoder().decode(book[name]);

test('the book says first what it is, and carries its face in both weights', () => {
	const bytes = readFileSync(file);
	expect(bytes.subarray(30, 58).toString()).toBe('mimetypeapplication/epub+zip');
	expect(Object.keys(book)).toEqual(expect.arrayContaining(['book/serif-400.woff2', 'book/serif-600.woff2']));
	const listed = [...read('book/package.opf').matchAll(/href="([^"]+)"/g)].map(([, name]) => `book/${name}`);
	const held = Object.keys(book).filter((name) => name.startsWith('book/') && !name.endsWith('.opf'));
	expect(listed.toSorted()).toEqual(held.toSorted());
});

test('every lesson, rule and example is a chapter', () => {
	const pages = (kind: string) => chapters.filter((name) => name.startsWith(`book/${kind}-`)).length;
	const listed = (kind: string) => {
		const html = readFileSync(join(siteFolder, 'sitemap-0.xml'), 'utf8');
		return [...html.matchAll(new RegExp(`/${kind}/[a-z0-9-]+/</loc>`, 'g'))].length;
	};
	for (const kind of ['lessons', 'rules', 'examples']) expect(pages(kind), kind).toBe(listed(kind));
});

test('every chapter is well-formed, has each id once, and leads only to what is in the book or has a host', async ({
	page,
}) => {
	const texts = Object.fromEntries(chapters.map((name) => [name.slice('book/'.length), read(name)]));
	const faults = await page.evaluate((all) => {
		const trees = new Map(
			Object.entries(all).map(([name, text]) => [
				name,
				new DOMParser().parseFromString(text, 'application/xhtml+xml'),
			]),
		);
		return [...trees].flatMap(([name, tree]) => {
			const error = tree.querySelector('parsererror');
			if (error !== null) return [`${name}: ${error.textContent}`];
			const ids = [...tree.querySelectorAll('[id]')].map(({ id }) => id);
			const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${name}: ${id} twice`);
			const dead = [...tree.querySelectorAll('a[href]')].flatMap((link) => {
				const href = link.getAttribute('href') ?? '';
				if (/^[a-z]+:/.test(href)) return [];
				const [to = '', id] = href.split('#');
				const target = to === '' ? tree : trees.get(to);
				const isThere = target !== undefined && (id === undefined || target.getElementById(id) !== null);
				return isThere ? [] : [`${name}: ${href}`];
			});
			return [...twice, ...dead];
		});
	}, texts);
	expect(chapters.length).toBeGreaterThan(10);
	expect(faults).toEqual([]);
});

const EPUBCHECK = '/usr/share/java/epubcheck.jar';

test('EPUBCheck has nothing against it', () => {
	test.skip(!existsSync(EPUBCHECK), 'EPUBCheck is not installed (`apt-get install epubcheck`).');
	test.setTimeout(300_000);
	const { stdout, stderr, status } = spawnSync('java', ['-jar', EPUBCHECK, file], { encoding: 'utf8' });
	expect(`${stdout}${stderr}`).toContain('0 errors / 0 warnings');
	expect(status).toBe(0);
});
