import { crc32 } from 'node:zlib';
import { type Deflate, STREAM_END } from './deflate.ts';

/** Packing these once more only makes them longer. */
const PACKED = /\.(gz|png|woff2|jpe?g|webp|avif)$/;
const STORED = 0;
const DEFLATED = 8;
const LARGEST = 0xffffffff;

interface Entry {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly isPacked: boolean;
}

/** The files as a zip archive: names in order, every time the start of `date`, so that the same files make the same bytes. */
export function packZip(
	files: ReadonlyMap<string, Uint8Array>,
	date: string,
	deflate: Deflate,
): Promise<Uint8Array> {
	const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
	return writeEntries(
		entries.map(([path, bytes]) => ({ path, bytes, isPacked: !PACKED.test(path) })),
		date,
		deflate,
	);
}

/** The files as an EPUB book. Its first file says what it is, and is not packed, so that it can be read at a fixed place. */
export function packBook(
	files: ReadonlyMap<string, Uint8Array>,
	date: string,
	deflate: Deflate,
): Promise<Uint8Array> {
	const kind = { path: 'mimetype', bytes: Buffer.from('application/epub+zip'), isPacked: false };
	const entries = [...files].map(([path, bytes]) => ({ path, bytes, isPacked: !PACKED.test(path) }));
	return writeEntries([kind, ...entries], date, deflate);
}

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT: each file behind a head, then all heads once more. */
async function writeEntries(entries: readonly Entry[], date: string, deflate: Deflate): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const { path, bytes, isPacked } of entries) {
		const name = Buffer.from(path);
		const content = isPacked ? [await deflate(bytes), STREAM_END] : [bytes];
		const head = writeHead(bytes, computeLength(content), isPacked ? DEFLATED : STORED, name.length, date);
		directory.push(
			writeNumbers([4, 0x02014b50], [2, 20]),
			head,
			writeNumbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
			name,
		);
		const written = [writeNumbers([4, 0x04034b50]), head, name, ...content];
		parts.push(...written);
		offset += computeLength(written);
	}
	const size = computeLength(directory);
	if (offset + size > LARGEST || entries.length > 0xffff)
		throw new Error('The files are too many for a zip archive.');
	const end = writeNumbers(
		[4, 0x06054b50],
		[2, 0],
		[2, 0],
		[2, entries.length],
		[2, entries.length],
		[4, size],
		[4, offset],
		[2, 0],
	);
	return Buffer.concat([...parts, ...directory, end]);
}

/** What both heads of a file have in common, in its order. */
function writeHead(
	bytes: Uint8Array,
	size: number,
	method: number,
	nameLength: number,
	date: string,
): Uint8Array {
	const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
	const isUtf8 = 1 << 11;
	return writeNumbers(
		[2, 20],
		[2, isUtf8],
		[2, method],
		[2, 0],
		[2, ((year - 1980) << 9) | (month << 5) | day],
		[4, crc32(bytes)],
		[4, size],
		[4, bytes.length],
		[2, nameLength],
		[2, 0],
	);
}

/** Numbers of so many bytes each, the lowest byte first. */
function writeNumbers(...numbers: readonly (readonly [width: number, value: number])[]): Uint8Array {
	const bytes = Buffer.alloc(numbers.reduce((sum, [width]) => sum + width, 0));
	let at = 0;
	for (const [width, value] of numbers) at = bytes.writeUIntLE(value, at, width);
	return bytes;
}

function computeLength(parts: readonly Uint8Array[]): number {
	return parts.reduce((sum, { length }) => sum + length, 0);
}
