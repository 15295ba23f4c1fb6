import { indexLines } from '../../source/position.ts';
import { listCommentLines } from './comment-lines.ts';
import { type Lines, parseSuppressions, type Suppression } from './suppressions.ts';

/** The suppressions of a YAML file. Each speaks about the node that starts on the next line, with all that is nested in it. */
export function parseYamlSuppressions(text: string): Suppression[] {
	const comments = listCommentLines(text);
	if (!comments.some((comment) => /^drydock\b/i.test(comment.text))) return [];
	const nodes = indexYamlNodes(text);
	return parseSuppressions(comments, (line) => nodes[line + 1]);
}

/** For each line, counted from 1: the first node that starts there or further down. */
function indexYamlNodes(text: string): (Lines | undefined)[] {
	const { lineCount, lineSpan } = indexLines(text);
	const nodes: (Lines | undefined)[] = [];
	const below: { line: number; indent: number }[] = [];
	for (let line = lineCount; line >= 1; line--) {
		const { start, end } = lineSpan(line);
		const content = text.slice(start, end);
		const indent = content.search(/\S/);
		nodes[line] = nodes[line + 1];
		if (indent === -1 || content[indent] === '#') continue;
		// A list may stand as far left as the key that it belongs to, so its dashes count as one step further in.
		const depth = indent * 2 + (/^-(\s|$)/.test(content.slice(indent)) ? 1 : 0);
		while ((below.at(-1)?.indent ?? -1) > depth) below.pop();
		nodes[line] = { first: line, last: (below.at(-1)?.line ?? lineCount + 1) - 1 };
		below.push({ line, indent: depth });
	}
	return nodes;
}
