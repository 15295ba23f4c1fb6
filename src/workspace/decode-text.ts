import { isUtf8 } from 'node:buffer';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** What stands for a byte that is part of no character: half of a pair, which UTF-8 itself never has. */
const STAND_IN = 0xdc00;

/**
 * Bytes as text, as BuildKit takes them: one that is no UTF-8 is no reason to stop. Each such byte becomes one character of
 * its own, which `encodeText` turns back, so that a repaired file keeps it.
 */
export function decodeText(bytes: Uint8Array): string {
	if (isUtf8(bytes)) return decoder.decode(bytes);
	const parts: string[] = [];
	for (let start = 0; start < bytes.length; ) {
		const newline = bytes.indexOf(0x0a, start);
		const end = newline === -1 ? bytes.length : newline + 1;
		const line = bytes.subarray(start, end);
		parts.push(isUtf8(line) ? decoder.decode(line) : decodeBrokenLine(line));
		start = end;
	}
	return parts.join('');
}

/** The bytes that `decodeText` was given for a text. */
export function encodeText(text: string): Uint8Array {
	const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/);
	return Buffer.concat(
		parts.map((part, index) =>
			index % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) - STAND_IN) : Buffer.from(part),
		),
	);
}

function decodeBrokenLine(line: Uint8Array): string {
	let text = '';
	for (let at = 0; at < line.length; ) {
		const length = measureCharacter(line, at);
		text +=
			length === 0
				? String.fromCharCode(STAND_IN + (line[at] ?? 0))
				: decoder.decode(line.subarray(at, at + length));
		at += Math.max(1, length);
	}
	return text;
}

/** How many bytes the character at a place has; 0 where there is none. */
function measureCharacter(bytes: Uint8Array, at: number): number {
	const first = bytes[at] ?? 0;
	const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
