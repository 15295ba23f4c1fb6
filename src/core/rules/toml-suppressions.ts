import { lineIndex } from '../source/position.ts';
import { commentLines } from './comment-lines.ts';
import { type Lines, type Suppression, suppressionsIn } from './suppressions.ts';

/** The suppressions of a TOML file. Each speaks about the setting or the whole table that starts on the next line. */
export function tomlSuppressions(text: string): Suppression[] {
	const comments = commentLines(text);
	if (!comments.some((comment) => /^drydock\b/i.test(comment.text))) return [];
	const parts = partsFromEachLine(text);
	return suppressionsIn(comments, (line) => parts[line + 1]);
}

/** For each line, counted from 1: the first setting or table that starts there or further down. */
function partsFromEachLine(text: string): (Lines | undefined)[] {
	const { lineCount, lineSpan } = lineIndex(text);
	const parts: (Lines | undefined)[] = new Array(lineCount + 2);
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
