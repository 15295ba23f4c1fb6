import { describe, expect, test } from 'vitest';
import { extractText, findAttribute, listTags, rewriteTags } from '../../src/offline/html.ts';

describe('changeTags', () => {
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

test('the text of a heading is what a reader sees', () => {
	expect(extractText('Why  <code>RUN</code>\n isn&#39;t &lt;safe&gt; &amp; quick')).toBe(
		"Why RUN isn't <safe> & quick",
	);
});
