import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { packTar } from '../images/tar.ts';

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
export async function createPackageTarball(made: MadePackage): Promise<Buffer> {
	const { name, version, files, bytesEach, isVaried = false } = made;
	const text = isVaried ? makeVariedText : makeFillerText;
	const makeEntry = (path: string, content: string) => ({ path: `package/${path}`, mode: 0o644, content });
	const data = Array.from({ length: files }, (_, at) =>
		makeEntry(`data/${at}.txt`, text(`${name} ${at}`, bytesEach)),
	);
	const packed = await packTar(
		[
			makeEntry('package.json', `${JSON.stringify({ name, version, main: 'index.js' })}\n`),
			makeEntry('index.js', `module.exports = ${JSON.stringify({ name, version })};\n`),
			...data,
		],
		MTIME,
	);
	return packStoredGzip(packed);
}

function makeFillerText(line: string, bytes: number): string {
	return `${line}\n`.repeat(Math.ceil(bytes / (line.length + 1))).slice(0, bytes);
}

/** Hashes of a counter, in hexadecimal: the same on every machine. */
export function makeVariedText(seed: string, bytes: number): string {
	const lines = Array.from({ length: Math.ceil(bytes / 65) }, (_, line) =>
		createHash('sha256').update(`${seed} ${line}`).digest('hex'),
	);
	return `${lines.join('\n')}\n`.slice(0, bytes);
}

/** A gzip file that compresses nothing. What a compressor makes of its input differs between versions; this does not. */
function packStoredGzip(content: Buffer<ArrayBuffer>): Buffer {
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
