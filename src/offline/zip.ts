import { type Zippable, zipSync } from 'fflate';

/** Packing these once more only makes them longer. */
const PACKED = /\.(gz|png|woff2|jpe?g|webp|avif)$/;

/** The files as a zip archive: names in order, every time the start of `date`, so that the same files make the same bytes. */
export function packZip(files: ReadonlyMap<string, Uint8Array>, date: string): Uint8Array {
	const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
	// A zip has no time zone: its clock is the reader's, and so is this one.
	const mtime = new Date(year, month - 1, day);
	const entries: Zippable = {};
	for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
		entries[path] = [bytes, { level: PACKED.test(path) ? 0 : 9, mtime }];
	return zipSync(entries);
}
