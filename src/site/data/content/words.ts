import type { Content, Page } from '#examples/content.ts';
import { noteRead } from './reads.ts';

/** The same content, which notes whose words are read. Heads, examples and all else are no words. */
export function withNotedReads(content: Content): Content {
	const { base, lessons, rulePages, ruleNotes } = content;
	return {
		...content,
		...(base && { base: withNotedReads(base) }),
		lessons: lessons.map(notePage),
		rulePages: notePages(rulePages),
		ruleNotes: notePages(ruleNotes),
	};
}

function notePages<Head>(pages: ReadonlyMap<string, Page<Head>>): ReadonlyMap<string, Page<Head>> {
	return new Map([...pages].map(([id, page]) => [id, notePage(page)]));
}

function notePage<Head>(page: Page<Head>): Page<Head> {
	const { id, path, frontmatter, head } = page;
	const read = <Key extends keyof Page<Head>>(key: Key) => {
		noteRead(path);
		return page[key];
	};
	return {
		id,
		path,
		frontmatter,
		head,
		get body() {
			return read('body');
		},
		get source() {
			return read('source');
		},
		get document() {
			return read('document');
		},
	};
}
