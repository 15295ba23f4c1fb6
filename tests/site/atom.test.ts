import { expect, test } from 'vitest';
import { escapeXml } from '#offline/escape-xml.ts';
import { renderAtomFeed } from '#site/data/atom.ts';

const about = {
	title: 'Drydock',
	subtitle: 'What changed',
	home: 'https://kb.example.com/',
	self: 'https://kb.example.com/feed.xml',
};
const entry = (id: string, day: string) => ({
	id,
	title: `A <title> & "more"`,
	address: 'https://kb.example.com/a/?b=1&c=2',
	day,
	says: 'Why ]]> what',
});

test('markup in titles, addresses and sentences is text', () => {
	const feed = renderAtomFeed({ ...about, entries: [entry('urn:a', '2026-11-24')] });
	expect(feed).toContain('<title>A &lt;title&gt; &amp; &quot;more&quot;</title>');
	expect(feed).toContain('href="https://kb.example.com/a/?b=1&amp;c=2"');
	expect(feed).toContain('Why ]]&gt; what');
});

test('what XML cannot carry is left out, and everything else is kept', () => {
	expect(escapeXml('a\u0000\u001bb\ud800c\ufffe 🚢 ü')).toBe('abc 🚢 ü');
});

test('the newest come first and date the feed; an id is told once', () => {
	const feed = renderAtomFeed({
		...about,
		entries: [entry('urn:old', '2026-01-02'), entry('urn:new', '2026-11-24'), entry('urn:old', '2026-01-02')],
	});
	expect([...feed.matchAll(/<id>(urn:\w+)<\/id>/g)].map(([, id]) => id)).toEqual(['urn:new', 'urn:old']);
	expect(feed).toMatch(/<link rel="self"[^>]*\/>\s*<updated>2026-11-24T00:00:00Z<\/updated>/);
});

test('a feed without entries still has a date', () => {
	expect(renderAtomFeed({ ...about, entries: [] })).toMatch(/<updated>\d{4}-\d\d-\d\dT00:00:00Z<\/updated>/);
});
