import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXCUSED } from './excused.ts';
import { listRightSnippets } from './right-snippets.ts';
import { findRunner } from './runners.ts';

const snippets = listRightSnippets();

test('every right block of a page is a file of a snippet', () => {
	const pages = globSync('content/{rules,lessons}/*.mdx').map((path) => readFileSync(path, 'utf8'));
	const blocks = pages.join('\n').match(/^\s*```\w+ right\b/gm) ?? [];
	const files = snippets.filter(({ id }) => id.startsWith('rules/')).flatMap((one) => Object.keys(one.files));
	expect(files).toHaveLength(blocks.length);
});

test('every snippet has something that runs it, or an excuse', () => {
	const isLeftOut = (id: string) => EXCUSED[id] !== undefined;
	expect(
		snippets.filter((one) => !findRunner(one) && !isLeftOut(one.id)).map(({ id, main }) => `${id}: ${main}`),
	).toEqual([]);
});

test('every excuse is for a snippet of a page', () => {
	const ids = snippets.map(({ id }) => id);
	expect(Object.keys(EXCUSED).filter((id) => !ids.includes(id))).toEqual([]);
});
