/** Half of a pair by itself stands for a byte that is part of no character. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text with nothing in it that a terminal or a log viewer would obey: control characters become their pictures (`␛`),
 * those that turn the direction of writing become `�`. Every character keeps its one column.
 */
export function escapeControlCharacters(text: string): string {
	return text.replace(UNSAFE, (character) => {
		const code = character.charCodeAt(0);
		if (code < 0x20) return String.fromCharCode(0x2400 + code);
		return code === 0x7f ? '\u2421' : '\ufffd';
	});
}

/** `1 file`, `2 files`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
	return `${amount} ${amount === 1 ? noun : plural}`;
}

/** The words of a text in rows of at most `width` characters; a longer word has a row of its own. */
export function wrap(text: string, width: number): string[] {
	const rows: string[] = [];
	let row = '';
	for (const word of text.split(' ').filter((part) => part !== '')) {
		if (row !== '' && row.length + 1 + word.length > width) {
			rows.push(row);
			row = word;
		} else row = row === '' ? word : `${row} ${word}`;
	}
	if (row !== '') rows.push(row);
	return rows;
}
