/** A line of a text with all that a `\` or a backtick at its end joins to it. */
export interface JoinedLine {
	readonly start: number;
	/** Without the line ending. */
	readonly end: number;
}

/** The lines of a text one after the other, continued ones as one. Knows no kind of file, so that a broken one is read too. */
export function* listJoinedLines(text: string): Generator<JoinedLine> {
	for (let start = 0; start < text.length; ) {
		const end = findJoinedEnd(text, start);
		yield { start, end };
		start = end + 1;
	}
}

/** Where the line that starts here ends, with all that is joined to it. */
export function findJoinedEnd(text: string, start: number): number {
	let end = findLineEnd(text, start);
	while (end < text.length && isContinued(text, start, end))
		end = findLineEnd(text, skipComments(text, end + 1));
	return end;
}

/** True where the line that ends here is joined to the next one. */
export function isContinued(text: string, start: number, end: number): boolean {
	let at = end;
	while (at > start && ' \t\r'.includes(text.charAt(at - 1))) at--;
	return at > start && '\\`'.includes(text.charAt(at - 1));
}

/** The start of the first line from here on that is no comment: between continued lines the engine leaves comments out. */
export function skipComments(text: string, start: number): number {
	let at = start;
	while (/^[ \t]{0,80}#/.test(text.slice(at, at + 82))) at = Math.min(findLineEnd(text, at) + 1, text.length);
	return at;
}

function findLineEnd(text: string, start: number): number {
	const newline = text.indexOf('\n', start);
	return newline === -1 ? text.length : newline;
}
