import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { builtFile, builtPages, siteFolder } from './built-site.ts';

const LINE_RANGE = /^(.+:\d+)-\d+$/;
/** The address of a line in an earlier text: its place has the text's version in front of the line. */
const EARLIER_LINE = /^(.+):(\d+)@(\w+)$/;

test('every internal link leads to a page, and every fragment to a place on it', () => {
	const ids = new Map<string, Set<string>>();
	const idsOf = (path: string) => {
		let found = ids.get(path);
		if (found === undefined) {
			found = new Set(
				[...builtFile(path).matchAll(/\sid="([^"]+)"/g)].map((match) => decode(match[1] ?? '')),
			);
			ids.set(path, found);
		}
		return found;
	};
	const dead: string[] = [];
	let checked = 0;
	for (const page of builtPages()) {
		for (const [, raw = ''] of builtFile(page).matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
			const url = new URL(decode(raw), `http://site${page}`);
			if (url.host !== 'site') continue;
			checked++;
			const path = decodeURIComponent(url.pathname);
			const file = join(siteFolder, path.endsWith('/') ? `${path}index.html` : path);
			if (!existsSync(file)) dead.push(`${page} → ${raw}`);
			else if (url.hash !== '' && path.endsWith('/')) {
				const id = decodeURIComponent(url.hash.slice(1))
					.replace(LINE_RANGE, '$1')
					.replace(EARLIER_LINE, '$1@$3:$2');
				if (!idsOf(path).has(id)) dead.push(`${page} → ${raw}`);
			}
		}
	}
	expect(dead).toEqual([]);
	expect(checked).toBeGreaterThan(100);
});

test('no page carries an id twice', () => {
	for (const page of builtPages()) {
		const ids = [...builtFile(page).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
		expect(
			ids.filter((id, at) => ids.indexOf(id) !== at),
			page,
		).toEqual([]);
	}
});

function decode(text: string): string {
	return text
		.replace(/&#x26;|&amp;|&#38;/g, '&')
		.replace(/&quot;|&#34;/g, '"')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>');
}
