import { describe, expect, test } from 'vitest';
import {
	extractText,
	fillTags,
	findAttribute,
	listElements,
	listTags,
	rewriteTags,
} from '../../src/offline/html.ts';
import { stripFigures, withFigures } from '../../src/offline/offline-page.ts';

describe('rewriteTags', () => {
	test('changes the attributes it is told to, and leaves every other byte', () => {
		const html = '<p  class=x>a &lt;b href="/no"&gt;</p><a href="/rules/?a=1&amp;b=2" title=\'">\'>r</a>';
		const changed = rewriteTags(html, (tag) => {
			if (tag.name === 'a') tag.attributes.set('href', `..${findAttribute(tag, 'href')}`);
			return undefined;
		});
		expect(changed).toBe(
			'<p  class=x>a &lt;b href="/no"&gt;</p><a href="../rules/?a=1&amp;b=2" title="&quot;>">r</a>',
		);
	});

	test('takes nothing inside scripts, styles and comments for a tag', () => {
		const html =
			'<script>const a = "<a href=/x>";</script><!-- <a href=/y> --><style>a::after{content:"<b>"}</style>';
		expect(listTags(html).map(({ name }) => name)).toEqual(['script', 'style']);
	});

	test('reads pages as browsers do', () => {
		const html = [
			'<title>a <b> & c</title><textarea><a href=/x></textarea><p title="a > b" hidden>',
			'<!-- <i --> --><a href=/one href=/two>&copy;</a><script>"<!-- </script" </script><br/></body>',
		].join('');
		expect(listTags(html).map(({ name }) => name)).toEqual(['title', 'textarea', 'p', 'a', 'script', 'br']);
		const [, , paragraph, link, script] = listTags(html);
		expect([...(paragraph?.attributes ?? [])]).toEqual([
			['title', 'a > b'],
			['hidden', true],
		]);
		expect(link?.attributes.get('href')).toBe('/one');
		expect(script?.inside).toBe('"<!-- </script" ');
		expect(rewriteTags(html, () => undefined)).toBe(html);
	});

	test('removes a tag, and a script with what it holds', () => {
		const html = '<link rel="preload" href="/f"><script type="module">go()</script><p>stays</p>';
		expect(rewriteTags(html, ({ name }) => (name === 'p' ? undefined : 'remove'))).toBe('<p>stays</p>');
	});

	test('keeps the end of a tag that closes itself, and the case of names as SVG needs it', () => {
		const changed = rewriteTags('<use viewBox="0 0 1 1" href="/a.svg#b" />', (tag) => {
			tag.attributes.set('href', 'a.svg#b');
			return undefined;
		});
		expect(changed).toBe('<use viewBox="0 0 1 1" href="a.svg#b"/>');
	});
});

test('fills the places that it is asked to, and nothing else', () => {
	const html = '<b class="x">a &amp; b</b><i class="x"></i><b>c</b>';
	expect(fillTags(html, (tag) => (findAttribute(tag, 'class') === 'x' ? '1' : undefined))).toBe(
		'<b class="x">1</b><i class="x">1</i><b>c</b>',
	);
});

test('the offline page takes its figures, gives them back, and misses one that has no place', () => {
	const names = [
		'installed-size',
		'installed-download',
		'archive-size',
		'archive-hash',
		'docset-size',
		'book-size',
		'edition',
	];
	const page = names.map((name) => `<dd data-filled="${name}"></dd>`).join('\n');
	const figures = {
		'installed-size': '1 MB',
		'installed-download': '2 MB',
		'archive-size': '3 MB',
		'archive-hash': 'abc',
		'docset-size': '4 MB',
		'book-size': '5 MB',
		edition: 'today',
	};
	const filled = withFigures(page, figures);
	for (const [name, value] of Object.entries(figures))
		expect(filled).toContain(`<dd data-filled="${name}">${value}</dd>`);
	expect(stripFigures(filled)).toBe(page);
	expect(() => withFigures(page.replace('data-filled="edition"', ''), figures)).toThrow('`edition`');
});

test('headings and terms are listed with their addresses, without the tools beside them', () => {
	const html = `<h1>Why <code>FROM</code></h1><h2 id="a">One &amp; two <a class="anchor" href="#a">#</a><button>Copy</button></h2>
		<dl><div id="layer"><dt>layer</dt><dd>a part</dd></div></dl>`;
	const isTool = (name: string, className: string) => name === 'button' || className === 'anchor';
	expect(listElements(html, ['h1', 'h2', 'dt'], isTool)).toEqual([
		{ name: 'h1', id: undefined, text: 'Why FROM' },
		{ name: 'h2', id: 'a', text: 'One & two' },
		{ name: 'dt', id: 'layer', text: 'layer' },
	]);
});

test('code in a sentence is marked where that is asked for', () => {
	expect(extractText('<p>Use <code>a &lt; b</code> &hellip;</p>', { code: '`' })).toBe('Use `a < b` …');
});

test('the text of a heading is what a reader sees', () => {
	expect(extractText('Why  <code>RUN</code>\n isn&#39;t &lt;safe&gt; &amp; quick')).toBe(
		"Why RUN isn't <safe> & quick",
	);
});
