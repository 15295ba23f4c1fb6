import { expect, test } from 'vitest';
import { readMdx } from '#examples/pages/mdx-document.ts';
import { renderBodyMarkdown } from '#site/markdown/body.ts';
import { formatCodeBlock, formatTable } from '#site/markdown/text.ts';
import { makeSourceText } from '#workspace/typed/source-text.ts';

function markdownOf(body: string): string {
	const text = `---\ntitle: A\n---\n${body}`;
	const mdx = readMdx(text);
	if ('error' in mdx) throw new Error(mdx.error.message);
	const page = { id: 'a', path: 'lessons/a.mdx', body, source: makeSourceText('lessons/a.mdx', text) };
	return renderBodyMarkdown({ ...page, document: mdx.document } as never, '/lessons/a/');
}

test('a heading keeps the id that addresses end in', () => {
	expect(markdownOf('## Then [#then]\n\nWords.')).toBe('## Then {#then}\n\nWords.');
});

test('links of this site become full addresses, others and code stay as they are', () => {
	expect(
		markdownOf('See [a rule](/rules/git-in-image/), [below](#now) and [Docker](https://docs.docker.com/).'),
	).toBe(
		'See [a rule](https://drydock.example.com/rules/git-in-image/), [below](https://drydock.example.com/lessons/a/#now) and [Docker](https://docs.docker.com/).',
	);
	expect(markdownOf('Write `[a](/rules/x/)`.')).toBe('Write `[a](/rules/x/)`.');
});

test('components say what they mean, also inside one another', () => {
	expect(markdownOf('Took <Fact source="Brown, 2017">5 minutes</Fact>.')).toBe(
		'Took 5 minutes (Brown, 2017).',
	);
	expect(markdownOf('<Review rule="git-in-image">A <Term id="layer">layer</Term> keeps it.</Review>')).toBe(
		'> In a review: A layer keeps it. [git-in-image](https://drydock.example.com/rules/git-in-image/)',
	);
});

test('a block says its verdict, and what the linter finds in it', () => {
	const markdown = markdownOf('```dockerfile wrong findings="pin-base-image:1"\nFROM node\n```');
	expect(markdown).toMatch(/^Wrong:\n\n```dockerfile\nFROM node\n```\n\n- Line 1, warning: /);
	expect(markdown).toContain('[pin-base-image](https://drydock.example.com/rules/pin-base-image/)');
});

test('code with backticks in it stays in its fence, a bar in a cell in its cell', () => {
	expect(formatCodeBlock('a\n```\nb\n', 'sh')).toBe('````sh\na\n```\nb\n````');
	expect(formatTable(['a'], [['x | y']])).toContain('| x \\| y |');
});
