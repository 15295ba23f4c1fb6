import { escapeXml } from '#offline/escape-xml.ts';
/** One thing that changed. */
export interface FeedEntry {
	/** Permanent, and no other entry's. */
	readonly id: string;
	readonly title: string;
	readonly address: string;
	/** A day, `2026-11-24`. */
	readonly day: string;
	readonly says: string;
}

export interface Feed {
	readonly title: string;
	readonly subtitle: string;
	readonly home: string;
	readonly self: string;
	readonly entries: readonly FeedEntry[];
}

/** An Atom feed (RFC 4287). Entries of one id are told once; the newest come first. */
export function renderAtomFeed({ title, subtitle, home, self, entries }: Feed): string {
	const once = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
	const newest = once.sort((a, b) => (a.day === b.day ? compare(a.id, b.id) : compare(b.day, a.day)));
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		'<feed xmlns="http://www.w3.org/2005/Atom">',
		`<title>${escapeXml(title)}</title>`,
		`<subtitle>${escapeXml(subtitle)}</subtitle>`,
		`<id>${escapeXml(home)}</id>`,
		`<link href="${escapeXml(home)}"/>`,
		`<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
		`<updated>${formatMidnight(newest[0]?.day ?? '2014-06-09')}</updated>`,
		`<author><name>${escapeXml(title)}</name></author>`,
		...newest.map(renderEntry),
		'</feed>\n',
	].join('\n');
}

function renderEntry({ id, title, address, day, says }: FeedEntry): string {
	return [
		'<entry>',
		`<title>${escapeXml(title)}</title>`,
		`<id>${escapeXml(id)}</id>`,
		`<link href="${escapeXml(address)}"/>`,
		`<updated>${formatMidnight(day)}</updated>`,
		`<summary>${escapeXml(says)}</summary>`,
		'</entry>',
	].join('\n');
}

const formatMidnight = (day: string) => `${day}T00:00:00Z`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
