import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { ExampleFile } from '#examples/example.ts';

/** One moment for every file, so that the same files always make the same bytes. */
const MTIME = new Date('2014-06-09T00:00:00Z');

/** A build context as `docker build <address>` takes it: the files at its root, byte for byte the same each time. */
export async function packArchive(files: readonly ExampleFile[]): Promise<Uint8Array<ArrayBuffer>> {
	const tar = pack();
	for (const { path, mode, bytes } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
		tar.entry(
			{ name: path, mode: Number.parseInt(mode, 8), mtime: MTIME, uid: 0, gid: 0, uname: '', gname: '' },
			Buffer.from(bytes),
		);
	}
	tar.finalize();
	const chunks: Uint8Array[] = [];
	for await (const chunk of tar) chunks.push(chunk as Uint8Array);
	const packed = gzipSync(Buffer.concat(chunks), { level: 9 });
	// The header names the system that packed it; 255 means "unknown" and is the same everywhere.
	packed[9] = 255;
	return new Uint8Array(packed);
}
