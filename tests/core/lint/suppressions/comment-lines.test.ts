import { expect, test } from 'vitest';
import { listCommentLines } from '#core/lint/suppressions/comment-lines.ts';

test.each<
	readonly [text: string, comments: readonly (readonly [line: number, place: string, words: string])[]]
>([
	['', []],
	['a: 1 # not alone\n', []],
	['# a', [[1, '# a', 'a']]],
	[
		'a: 1\n  #  b c  \r\n\n#d\n',
		[
			[2, '#  b c', 'b c'],
			[4, '#d', 'd'],
		],
	],
	['a: |\n  # text that looks like one\n', [[2, '# text that looks like one', 'text that looks like one']]],
	[
		'\t#\n# \n',
		[
			[1, '#', ''],
			[2, '#', ''],
		],
	],
])('the comment lines of %j, where they stand and what they say', (text, comments) => {
	expect(
		listCommentLines(text).map(({ line, span, text: words }) => [
			line,
			text.slice(span.start, span.end),
			words,
		]),
	).toEqual(comments);
});
