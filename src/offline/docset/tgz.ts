import { constants, crc32, deflateRawSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { type Deflate, STREAM_END } from '../deflate.ts';

/** No name, no time, and a system that packed it which is not told: the same bytes everywhere. */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** What describes a file in the archive is no longer than this. */
const TAR_BLOCK = 512;

/** The files as a compressed tar archive, in the order of their names and of one day: the same files make the same bytes. */
export async function packTarball(
	files: ReadonlyMap<string, Uint8Array>,
	date: string,
	deflate: Deflate,
): Promise<Uint8Array> {
	const tar = pack();
	const mtime = new Date(`${date}T00:00:00Z`);
	for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
		tar.entry({ name, mode: 0o644, mtime, uid: 0, gid: 0, uname: '', gname: '' }, Buffer.from(bytes));
	tar.finalize();
	const parts: Uint8Array[] = [HEAD];
	let [checksum, length] = [0, 0];
	for await (const chunk of tar as AsyncIterable<Uint8Array>) {
		parts.push(await (chunk.length > TAR_BLOCK ? deflate(chunk) : compressBlock(chunk)));
		checksum = crc32(chunk, checksum);
		length += chunk.length;
	}
	const tail = Buffer.alloc(8);
	tail.writeUInt32LE(checksum);
	tail.writeUInt32LE(length % 2 ** 32, 4);
	return Buffer.concat([...parts, STREAM_END, tail]);
}

/** Not worth keeping: small tables are cleared in no time. */
function compressBlock(block: Uint8Array): Uint8Array {
	return deflateRawSync(block, {
		windowBits: 9,
		memLevel: 1,
		chunkSize: 1024,
		finishFlush: constants.Z_FULL_FLUSH,
	});
}
