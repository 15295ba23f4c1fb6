import { textOf } from '../html.ts';

/** One line of a docset's index. */
export interface Entry {
	readonly name: string;
	/** One of the kinds that Zeal and Dash know and have a sign for. */
	readonly type: 'Guide' | 'Rule' | 'Sample' | 'Section' | 'Word';
	/** The page, and where on it: `lessons/x/index.html#part`. */
	readonly path: string;
}

/** The index of the built pages: lessons, rules and examples by name, their sections, and the terms of the glossary. */
export function entriesOf(pages: ReadonlyMap<string, string>): Entry[] {
	return [...pages].flatMap(([file, html]) => [...entryOf(file, html), ...partsOf(file, html)]);
}

const KINDS: Readonly<Record<string, Entry['type']>> = {
	lessons: 'Guide',
	rules: 'Rule',
	examples: 'Sample',
};

function entryOf(file: string, html: string): Entry[] {
	const kind = KINDS[file.split('/')[0] ?? ''];
	const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
	if (kind === undefined || title === '' || file.split('/').length < 3) return [];
	return [{ name: title, type: kind, path: file }];
}

/** Headings, and terms with what explains them: whatever has an address of its own. */
function partsOf(file: string, html: string): Entry[] {
	const parts = html.matchAll(/<(h2|h3|dt)\b[^>]*?\sid="([^"]+)"[^>]*>([\s\S]*?)<\/\1>/g);
	return [...parts].flatMap(([, tag, id = '', inside = '']) => {
		const name = textOf(inside.replace(/<a class="anchor"[\s\S]*?<\/a>|<button[\s\S]*?<\/button>/g, ''));
		const isTerm = tag === 'dt' || file.startsWith('glossary/');
		return name === '' ? [] : [{ name, type: isTerm ? 'Word' : 'Section', path: `${file}#${id}` } as const];
	});
}
