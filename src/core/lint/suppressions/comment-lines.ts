import type { CommentLine } from './suppressions.ts';

/** The lines of a YAML or TOML text that hold nothing but a comment. Lines of a block of text that look so count too. */
export function listCommentLines(text: string): CommentLine[] {
	const comments: CommentLine[] = [];
	let line = 0;
	for (let start = 0; start <= text.length; ) {
		const next = text.indexOf('\n', start);
		const end = next === -1 ? text.length : next;
		line++;
		const content = text.slice(start, end);
		const mark = content.search(/\S/);
		if (content[mark] === '#')
			comments.push({
				text: content.slice(mark + 1).trim(),
				span: { start: start + mark, end: start + content.trimEnd().length },
				line,
			});
		start = end + 1;
	}
	return comments;
}
