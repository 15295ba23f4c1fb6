/** Whether BuildKit takes a character for white space (Go's `unicode.IsSpace`). */
export function isSpace(code: number): boolean {
	if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
	return (
		code >= 0x85 &&
		(code === 0x85 ||
			code === 0xa0 ||
			code === 0x1680 ||
			(code >= 0x2000 && code <= 0x200a) ||
			code === 0x2028 ||
			code === 0x2029 ||
			code === 0x202f ||
			code === 0x205f ||
			code === 0x3000)
	);
}

/** Whether a character separates the words of an instruction: blank, tab, `\v`, `\f`, `\r`. */
export function isBlank(code: number): boolean {
	return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** The first index from `at` on that is no white space, at most `end`. */
export function skipSpaces(text: string, at: number, end = text.length): number {
	let index = at;
	while (index < end && isSpace(text.charCodeAt(index))) index++;
	return index;
}

/** The index behind the last character before `end` that is no white space, at least `start`. */
export function skipSpacesBackwards(text: string, start: number, end = text.length): number {
	let index = end;
	while (index > start && isSpace(text.charCodeAt(index - 1))) index--;
	return index;
}

/**
 * The length of a text in UTF-8. A character of two units has three bytes for the first and one for the second: so what
 * stands alone for a byte that is part of no character counts as that byte.
 */
export function countBytes(text: string, start: number, end: number): number {
	let bytes = 0;
	for (let at = start; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code < 0x80 || isLowSurrogate(code)) bytes += 1;
		else bytes += code < 0x800 ? 2 : 3;
	}
	return bytes;
}

function isLowSurrogate(code: number): boolean {
	return code >= 0xdc00 && code <= 0xdfff;
}
