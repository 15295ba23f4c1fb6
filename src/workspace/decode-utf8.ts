import { isUtf8 } from 'node:buffer';

export type Decoded =
	| { readonly text: string }
	| {
			readonly text: undefined;
			/** One sentence: what the bytes are instead, and the first line that is wrong. */
			readonly reason: string;
	  };

/** Bytes as text, a byte order mark included; never a replacement character that was not there. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
	if (isUtf8(bytes)) return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
	const mark = `${bytes[0]},${bytes[1]}`;
	if (mark === '255,254' || mark === '254,255') {
		return { text: undefined, reason: 'It is UTF-16 text; Docker and Drydock read UTF-8.' };
	}
	return {
		text: undefined,
		reason: `It is not UTF-8 text: line ${locateFirstBadLine(bytes)} has other bytes.`,
	};
}

function locateFirstBadLine(bytes: Uint8Array): number {
	let line = 1;
	for (let start = 0; start < bytes.length; line++) {
		const next = bytes.indexOf(0x0a, start);
		const end = next === -1 ? bytes.length : next + 1;
		if (!isUtf8(bytes.subarray(start, end))) return line;
		start = end;
	}
	return line;
}
