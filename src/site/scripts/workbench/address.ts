import type { Texts } from '#examples/exercises/exercise.ts';

/** An address longer than this is refused by some programs that it is pasted into. In characters. */
const LONGEST_ADDRESS = 16_000;
/** However much an address unpacks to, no more than this is read. In bytes. */
const LARGEST_UNPACKED = 1024 * 1024;
const START = '#v1=';

/** The texts as a fragment of an address, compressed; `undefined` where they are too long for one. */
export async function packTexts(texts: Texts): Promise<string | undefined> {
	const filledTexts = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	if (Object.keys(filledTexts).length === 0) return '';
	const bytes = new TextEncoder().encode(JSON.stringify(filledTexts));
	if (bytes.length > LARGEST_UNPACKED) return undefined;
	const packed = await readAll(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')));
	if (packed === undefined || packed.length > LONGEST_ADDRESS) return undefined;
	const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
	const address = START + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
	return address.length > LONGEST_ADDRESS ? undefined : address;
}

/** The texts of the known files that a fragment holds; `undefined` where it is broken, cut off or something else. */
export async function unpackTexts(fragment: string, files: readonly string[]): Promise<Texts | undefined> {
	if (!fragment.startsWith(START)) return undefined;
	try {
		const letters = atob(fragment.slice(START.length).replaceAll('-', '+').replaceAll('_', '/'));
		const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
		const bytes = await readAll(
			new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
		);
		if (bytes === undefined) return undefined;
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
		const texts = Object.entries(value).filter(
			(entry): entry is [string, string] => files.includes(entry[0]) && typeof entry[1] === 'string',
		);
		return texts.length === 0 ? undefined : Object.fromEntries(texts);
	} catch {
		return undefined;
	}
}

/** Stops at the limit: a few bytes may unpack to gigabytes. */
async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
	const reader = stream.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > LARGEST_UNPACKED) {
			await reader.cancel();
			return undefined;
		}
		parts.push(value);
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
