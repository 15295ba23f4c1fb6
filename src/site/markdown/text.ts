/** A block of code. Its fence is longer than any run of backticks in it. */
export function formatCodeBlock(code: string, language: string): string {
	const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}`;
}

/** A table; a `|` in a cell is kept as one. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const formatRow = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
	return [formatRow(head), formatRow(head.map(() => '---')), ...rows.map(formatRow)].join('\n');
}

export function formatList(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

/** The parts that are there, a blank line between them and one line feed at the end. */
export function joinBlocks(...parts: readonly (string | undefined)[]): string {
	const there = parts.map((part) => part?.trim()).filter((part) => part);
	return `${there.join('\n\n')}\n`;
}

/** `## Words {#id}`: the id that an address may end in. */
export function formatHeading(depth: number, words: string, id?: string): string {
	return `${'#'.repeat(depth)} ${words}${id === undefined ? '' : ` {#${id}}`}`;
}
