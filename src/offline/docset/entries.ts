import { listElements } from '../html.ts';

/** One line of a docset's index. */
export interface DocsetEntry {
	readonly name: string;
	/** One of the kinds that Zeal and Dash know and have a sign for; a rule is a test there. */
	readonly type: 'Guide' | 'Test' | 'Sample' | 'Section' | 'Word';
	/** The page, and where on it: `lessons/x/index.html#part`. */
	readonly path: string;
}

const KINDS: Readonly<Record<string, DocsetEntry['type']>> = {
	lessons: 'Guide',
	rules: 'Test',
	examples: 'Sample',
};

/** What the index says of a built page: a lesson, rule or example by name, its sections, and the terms of the glossary. */
export function listEntries(file: string, html: string): DocsetEntry[] {
	const elements = listElements(html, ['h1', 'h2', 'h3', 'dt'], isHeadingTool);
	const page = elements.find(({ name }) => name === 'h1')?.text ?? '';
	const type = file.split('/').length > 2 ? KINDS[file.split('/')[0] ?? ''] : undefined;
	const pageEntries: DocsetEntry[] =
		type === undefined || page === '' ? [] : [{ name: page, type, path: file }];
	const parts = elements.flatMap(({ name, id, text }): DocsetEntry[] => {
		if (id === undefined || text === '' || name === 'h1') return [];
		const path = `${file}#${id}`;
		// Many pages have a section of the same name, so each is listed with its page's.
		return [
			name === 'dt'
				? { name: text, type: 'Word', path }
				: { name: `${page}: ${text}`, type: 'Section', path },
		];
	});
	return [...pageEntries, ...parts];
}

/** The signs beside a heading that link to it or copy its address. */
function isHeadingTool(name: string, className: string): boolean {
	return name === 'button' || (name === 'a' && className.startsWith('anchor'));
}
