import { expect, test } from 'vitest';
import { resolveOwnAddress } from '../../src/offline/addresses.ts';
import { draftArchivePage, finishArchivePage } from '../../src/offline/archive/page.ts';
import { withOlderStyles } from '../../src/offline/docset/older-styles.ts';

const EDITION = { version: '1.2.3', date: '2026-11-24', id: '01234567' };

function inArchive(body: string, head = ''): string {
	const html = `<!DOCTYPE html><html lang="en" data-base="/kb/"><head><link rel="canonical" href="https://host/kb/rules/x/">${head}</head><body>${body}<footer></footer></body></html>`;
	const files = new Set(['index.html', 'rules/y/index.html', '_/page.js', 'rules/x/index.html']);
	const draft = draftArchivePage({ file: 'rules/x/index.html', html, base: '/kb/' });
	return finishArchivePage(draft, EDITION, (file) => files.has(file));
}

test('links end in a file, relative to the page, and keep what follows the path', () => {
	const page = inArchive(
		'<a href="/kb/">a</a><a href="/kb/rules/y/?q=1#why">b</a><a href="#here">c</a><a href="../y/">d</a>',
	);
	expect([...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
		'../../index.html',
		'../../rules/y/index.html?q=1#why',
		'#here',
		'../../rules/y/index.html',
	]);
});

test('what the archive does not hold is linked to where it is published; other sites stay', () => {
	const page = inArchive(
		'<a href="/kb/feed.xml">a</a><a href="https://other/">b</a><a href="/elsewhere/">c</a>',
	);
	expect([...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
		'https://host/kb/feed.xml',
		'https://other/',
		'/elsewhere/',
	]);
});

test('an address that moved is followed on a disk too', () => {
	const page = inArchive('', '<meta http-equiv="refresh" content="0;url=/kb/rules/y/">');
	expect(page).toContain('content="0;url=../../rules/y/index.html"');
});

test('scripts are classic, the policy knows files, preloads are gone, and the edition is named', () => {
	const page = inArchive(
		'<script type="module" src="/kb/_/page.js"></script>',
		`<link rel="preload" href="/kb/f.woff2" as="font"><meta http-equiv="content-security-policy" content="script-src 'self'">`,
	);
	expect(page).toContain('<script src="../../_/page.js" defer>');
	expect(page).toContain("script-src 'self' file:");
	expect(page).not.toContain('preload');
	expect(page).toContain('Offline edition 1.2.3 of 24 November 2026, 01234567');
});

test('a module script that has no file of its own stops the build', () => {
	expect(() => inArchive('<script type="module">go()</script>')).toThrow('without a file of its own');
});

test('addresses outside the base are not of this site', () => {
	expect(resolveOwnAddress('/other/', 'index.html', '/kb/')).toBeUndefined();
	expect(resolveOwnAddress('mailto:a@b', 'index.html', '/kb/')).toBeUndefined();
	expect(resolveOwnAddress('/kb/a%20b/', 'index.html', '/kb/')).toEqual({ file: 'a b/index.html', rest: '' });
});

test('engines without layers get the styles without them, in the light colours', () => {
	const css =
		'@layer a,b;@layer a{:root{--x:light-dark(rgb(1 2 3/.5),#fff)}@media print{p{color:red}}}b{c:d}';
	expect(withOlderStyles(css)).toBe(
		`${css}\n@supports not (color:light-dark(#000,#000)){:root{--x:rgb(1 2 3/.5)}@media print{p{color:red}}b{c:d}}\n`,
	);
});
