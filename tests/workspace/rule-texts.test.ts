import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectRuleTexts, readPage } from '#workspace/rule-texts.ts';
import { folderWith } from '../folder-with.ts';

describe('a rule page', () => {
	test('gives why, instead, and its body with the sources below', () => {
		const text = `---\nwhy: 'Because: so.'\ninstead: Do it.\nsources:\n  - { title: T, url: 'https://t.example/' }\n---\n\n## Why [#why]\n`;
		expect(readPage(text.replaceAll('\n', '\r\n'))).toEqual({
			why: 'Because: so.',
			instead: 'Do it.',
			page: '## Why [#why]\n\n## Sources\n\n- [T](https://t.example/)',
		});
	});

	test('without a head is its body', () => {
		expect(readPage('## Why\n')).toEqual({ page: '## Why' });
	});
});

test('a team that keeps pages of its own has them over ours', () => {
	const folder = folderWith({
		'project/content/rules/a.mdx': 'ours',
		'project/content/rules/b.mdx': 'ours',
		'team/rules/a.mdx': 'theirs',
	});
	const pages = (team?: string) => collectRuleTexts(join(folder, 'project'), team, folder);
	expect(pages()).toEqual({ a: { page: 'ours' }, b: { page: 'ours' } });
	expect(pages('team')).toEqual({ a: { page: 'theirs' }, b: { page: 'ours' } });
	expect(collectRuleTexts(folder, undefined)).toEqual({});
});
