import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { pack } from 'tar-stream';

/** A package made for an example: what it is called, and how much it weighs. */
export interface MadePackage {
	readonly name: string;
	readonly version: string;
	/** Files beside its `package.json` and `index.js`. */
	readonly files: number;
	/** Bytes of each of them. */
	readonly bytesEach: number;
	/** No line repeats, so that compressing leaves about half, as of real sources. */
	readonly isVaried?: boolean;
}

/** The same bytes on every machine: a lock file can hold their hash. */
const MTIME = new Date('2026-01-01T00:00:00Z');

/** The largest block that can be stored without compression. */
const LARGEST_BLOCK = 65_535;

/** An npm package as a registry hands it out: a `.tgz` with everything below `package/`. */
export async function packageTarball(made: MadePackage): Promise<Buffer> {
	const { name, version, files, bytesEach, isVaried = false } = made;
	const text = isVaried ? variedText : filler;
	const tar = pack();
	const add = (path: string, text: string) =>
		tar.entry({ name: `package/${path}`, mode: 0o644, mtime: MTIME, uid: 0, gid: 0 }, text);
	add('package.json', `${JSON.stringify({ name, version, main: 'index.js' })}\n`);
	add('index.js', `module.exports = ${JSON.stringify({ name, version })};\n`);
	for (let file = 0; file < files; file++) add(`data/${file}.txt`, text(`${name} ${file}`, bytesEach));
	tar.finalize();
	const chunks: Uint8Array[] = [];
	for await (const chunk of tar) chunks.push(chunk as Uint8Array);
	return storedGzip(Buffer.concat(chunks));
}

function filler(line: string, bytes: number): string {
	return `${line}\n`.repeat(Math.ceil(bytes / (line.length + 1))).slice(0, bytes);
}

/** Hashes of a counter, in hexadecimal: the same on every machine. */
export function variedText(seed: string, bytes: number): string {
	const lines = Array.from({ length: Math.ceil(bytes / 65) }, (_, line) =>
		createHash('sha256').update(`${seed} ${line}`).digest('hex'),
	);
	return `${lines.join('\n')}\n`.slice(0, bytes);
}

/** A gzip file that compresses nothing. What a compressor makes of its input differs between versions; this does not. */
function storedGzip(content: Buffer<ArrayBuffer>): Buffer {
	const parts = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])];
	for (let start = 0; start < content.length; start += LARGEST_BLOCK) {
		const block = content.subarray(start, start + LARGEST_BLOCK);
		const head = Buffer.alloc(5);
		head.writeUInt8(start + LARGEST_BLOCK >= content.length ? 1 : 0, 0);
		head.writeUInt16LE(block.length, 1);
		head.writeUInt16LE(0xffff - block.length, 3);
		parts.push(head, block);
	}
	const tail = Buffer.alloc(8);
	tail.writeUInt32LE(crc32(content), 0);
	tail.writeUInt32LE(content.length % 2 ** 32, 4);
	return Buffer.concat([...parts, tail]);
}
