import { extractText } from '../html.ts';

/** One line of a docset's index. */
export interface Entry {
	readonly name: string;
	/** One of the kinds that Zeal and Dash know and have a sign for; a rule is a test there. */
	readonly type: 'Guide' | 'Test' | 'Sample' | 'Section' | 'Word';
	/** The page, and where on it: `lessons/x/index.html#part`. */
	readonly path: string;
}

/** The index of the built pages: lessons, rules and examples by name, their sections, and the terms of the glossary. */
export function collectEntries(pages: ReadonlyMap<string, string>): Entry[] {
	return [...pages].flatMap(([file, html]) => {
		const page = extractText(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
		const type = file.split('/').length > 2 ? KINDS[file.split('/')[0] ?? ''] : undefined;
		const own: Entry[] = type === undefined || page === '' ? [] : [{ name: page, type, path: file }];
		return [...own, ...listSections(file, html, page), ...listTerms(file, html)];
	});
}

const KINDS: Readonly<Record<string, Entry['type']>> = {
	lessons: 'Guide',
	rules: 'Test',
	examples: 'Sample',
};

/** Many pages have a section of the same name, so each is listed with its page's. */
function listSections(file: string, html: string, page: string): Entry[] {
	return [...html.matchAll(/<(h[23])\b[^>]*?\sid="([^"]+)"[^>]*>([\s\S]*?)<\/\1>/g)].flatMap(
		([, , id = '', inside = '']) => {
			const name = extractText(stripHeadingTools(inside));
			return name === ''
				? []
				: [{ name: `${page}: ${name}`, type: 'Section', path: `${file}#${id}` } as const];
		},
	);
}

function listTerms(file: string, html: string): Entry[] {
	return [...html.matchAll(/<div id="([^"]+)">\s*<dt>([\s\S]*?)<\/dt>/g)].map(([, id = '', inside = '']) => ({
		name: extractText(stripHeadingTools(inside)),
		type: 'Word',
		path: `${file}#${id}`,
	}));
}

/** A heading without the signs beside it that link to it or copy its address. */
function stripHeadingTools(html: string): string {
	return html.replace(/<a\b[^>]*class="anchor[^>]*>[\s\S]*?<\/a>|<button[\s\S]*?<\/button>/g, '');
}
