import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { expect, test } from 'playwright/test';
import { builtFile, builtPages, siteFolder } from './built-site.ts';

/** A page that only leads on to another one. */
const isMoved = (html: string) => html.includes('name="robots" content="noindex"');

test('the HTML of every page holds to the standard', async () => {
	const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:standard'] }));
	const wrong: string[] = [];
	for (const path of [...builtPages(), '/404.html']) {
		const { results } = await validator.validateString(builtFile(path), path);
		for (const { messages } of results)
			for (const { ruleId, message, line, column } of messages)
				wrong.push(`${path}:${line}:${column} ${ruleId}: ${message}`);
	}
	expect(wrong).toEqual([]);
});

test('every page has its Markdown beside it, says so, and the Markdown has its title', () => {
	for (const path of builtPages()) {
		const html = builtFile(path);
		if (isMoved(html)) continue;
		const file = join(siteFolder, path, 'index.md');
		expect(existsSync(file), file).toBe(true);
		expect(html, path).toMatch(/<link rel="alternate" type="text\/markdown"[^>]* href="[^"]*index\.md"/);
		expect(readFileSync(file, 'utf8'), path).toMatch(/^# .+\n\n/);
	}
});

test('a page in Markdown has no component, no id in brackets and no address without its host left', () => {
	for (const path of builtPages().filter((page) => /^\/(lessons|rules)\/./.test(page))) {
		const prose = readFileSync(join(siteFolder, path, 'index.md'), 'utf8').replace(
			/^(`{3,})[\s\S]*?^\1$/gm,
			'',
		);
		expect(prose.replace(/`[^`\n]+`/g, ''), path).not.toMatch(/<[A-Z]\w+[ />]|\[#[a-z-]+\]|\]\(\//);
	}
});

test('the guide for machines names every page once, by an address of this site', () => {
	const guide = readFileSync(join(siteFolder, 'llms.txt'), 'utf8');
	const addresses = [...guide.matchAll(/\]\((\S+?)index\.md\)/g)].map(([, address]) => address ?? '');
	const pages = builtPages().filter((path) => !isMoved(builtFile(path)));
	expect(addresses.map((address) => new URL(address).pathname).sort()).toEqual(pages.sort());
});

test('the map of the site leads to every page, with days where the content carries them', async ({
	page,
}) => {
	const index = readFileSync(join(siteFolder, 'sitemap-index.xml'), 'utf8');
	expect(index).toContain('sitemap-0.xml');
	const map = readFileSync(join(siteFolder, 'sitemap-0.xml'), 'utf8');
	const found = await page.evaluate((text) => {
		const parsed = new DOMParser().parseFromString(text, 'text/xml');
		return [...parsed.querySelectorAll('url')].map((url) => ({
			path: new URL(url.querySelector('loc')?.textContent ?? '').pathname,
			day: url.querySelector('lastmod')?.textContent,
		}));
	}, map);
	const pages = builtPages().filter((path) => !isMoved(builtFile(path)));
	for (const path of pages)
		expect(
			found.map((one) => one.path),
			path,
		).toContain(path);
	for (const { path, day } of found.filter((one) => /^\/lessons\/./.test(one.path)))
		expect(day, path).toMatch(/^\d{4}-\d\d-\d\d/);
});

test('the feed is well-formed Atom with ids of its own, and leads to pages of this site', async ({
	page,
}) => {
	const text = readFileSync(join(siteFolder, 'feed.xml'), 'utf8');
	const feed = await page.evaluate((xml) => {
		const parsed = new DOMParser().parseFromString(xml, 'application/xml');
		const texts = (parent: Element | Document, name: string) =>
			[...parent.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name)].map((one) => one.textContent);
		return {
			error: parsed.querySelector('parsererror')?.textContent,
			head: ['title', 'id', 'updated'].map((name) => texts(parsed, name)[0]),
			entries: [...parsed.getElementsByTagNameNS('http://www.w3.org/2005/Atom', 'entry')].map((entry) => ({
				id: texts(entry, 'id')[0],
				updated: texts(entry, 'updated')[0],
				title: texts(entry, 'title')[0],
				link: entry.getElementsByTagNameNS('http://www.w3.org/2005/Atom', 'link')[0]?.getAttribute('href'),
			})),
		};
	}, text);
	expect(feed.error).toBeUndefined();
	for (const value of feed.head) expect(value).toBeTruthy();
	expect(feed.entries.length).toBeGreaterThan(5);
	expect(new Set(feed.entries.map(({ id }) => id)).size).toBe(feed.entries.length);
	for (const { updated, title, link } of feed.entries) {
		expect(updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(title).toBeTruthy();
		expect(existsSync(join(siteFolder, new URL(link ?? '').pathname, 'index.html')), link ?? '').toBe(true);
	}
});

test('every page has a picture for links to it, as large as it says, and words for it', () => {
	for (const path of builtPages()) {
		const html = builtFile(path);
		const address = /property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
		const picture = readFileSync(join(siteFolder, new URL(address).pathname));
		expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], path).toEqual([1200, 630]);
		expect(html, path).toMatch(/property="og:image:alt" content="[^"]+"/);
		expect(html, path).toContain('name="twitter:card" content="summary_large_image"');
	}
});
