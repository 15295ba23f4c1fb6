import { strToU8, type Zippable, zipSync } from 'fflate';

/** Packing these once more only makes them longer. */
const PACKED = /\.(gz|png|woff2|jpe?g|webp|avif)$/;

/** The files as a zip archive: names in order, every time the start of `date`, so that the same files make the same bytes. */
export function packZip(files: ReadonlyMap<string, Uint8Array>, date: string): Uint8Array {
	const mtime = makeZipTime(date);
	const entries: Zippable = {};
	for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
		entries[path] = [bytes, { level: PACKED.test(path) ? 0 : 9, mtime }];
	return zipSync(entries);
}

/** The files as an EPUB book. Its first file says what it is, and is not packed, so that it can be read at a fixed place. */
export function packBook(files: ReadonlyMap<string, Uint8Array>, date: string): Uint8Array {
	const mtime = makeZipTime(date);
	const entries: Zippable = { mimetype: [strToU8('application/epub+zip'), { level: 0, mtime }] };
	for (const [path, bytes] of files) entries[path] = [bytes, { level: PACKED.test(path) ? 0 : 9, mtime }];
	return zipSync(entries);
}

/** The start of a day as an archive writes it. */
function makeZipTime(date: string): Date {
	const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
	// A zip has no time zone: its clock is the reader's, and so is this one.
	return new Date(year, month - 1, day);
}
