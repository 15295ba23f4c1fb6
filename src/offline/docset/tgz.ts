import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** The files as a compressed tar archive, in the order of their names and of one day: the same files make the same bytes. */
export async function packTarball(files: ReadonlyMap<string, Uint8Array>, date: string): Promise<Uint8Array> {
	const tar = pack();
	const mtime = new Date(`${date}T00:00:00Z`);
	for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
		tar.entry({ name, mode: 0o644, mtime, uid: 0, gid: 0, uname: '', gname: '' }, Buffer.from(bytes));
	tar.finalize();
	const chunks: Uint8Array[] = [];
	for await (const chunk of tar) chunks.push(chunk as Uint8Array);
	const packed = gzipSync(Buffer.concat(chunks), { level: 6 });
	// The header names the system that packed it; 255 means "unknown" and is the same everywhere.
	packed[9] = 255;
	return packed;
}
