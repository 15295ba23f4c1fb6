import { indexLines } from '../../source/position.ts';
import { listCommentLines } from './comment-lines.ts';
import { type Lines, parseSuppressions, type Suppression } from './suppressions.ts';

/** The suppressions of a TOML file. Each speaks about the setting or the whole table that starts on the next line. */
export function parseTomlSuppressions(text: string): Suppression[] {
	const comments = listCommentLines(text);
	if (!comments.some((comment) => /^drydock\b/i.test(comment.text))) return [];
	const parts = indexTomlParts(text);
	return parseSuppressions(comments, (line) => parts[line + 1]);
}

/** For each line, counted from 1: the first setting or table that starts there or further down. */
function indexTomlParts(text: string): (Lines | undefined)[] {
	const { lineCount, lineSpan } = indexLines(text);
	const parts: (Lines | undefined)[] = [];
	let nextPart = lineCount + 1;
	let nextTable = lineCount + 1;
	for (let line = lineCount; line >= 1; line--) {
		const { start, end } = lineSpan(line);
		const content = text.slice(start, end);
		const isTable = /^\s*\[{1,2}[^[\],]+\]{1,2}\s*(#.*)?$/.test(content);
		parts[line] = parts[line + 1];
		if (!isTable && !/^\s*[\w."'-][^=#]*=/.test(content)) continue;
		parts[line] = { first: line, last: (isTable ? nextTable : nextPart) - 1 };
		nextPart = line;
		if (isTable) nextTable = line;
	}
	return parts;
}
