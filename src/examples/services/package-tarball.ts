import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

// A server outside this project makes the same packages with this file alone, so it imports nothing but Node's own.

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

/** The largest block that can be stored without compression. */
const LARGEST_BLOCK = 65_535;

/** An npm package as a registry hands it out: a `.tgz` with everything below `package/`. */
export function createPackageTarball(made: MadePackage): Buffer {
	const { name, version, files, bytesEach, isVaried = false } = made;
	const text = isVaried ? makeVariedText : makeFillerText;
	const data = Array.from({ length: files }, (_, at) =>
		packEntry(`data/${at}.txt`, text(`${name} ${at}`, bytesEach)),
	);
	return packStoredGzip(
		Buffer.concat([
			packEntry('package.json', `${JSON.stringify({ name, version, main: 'index.js' })}\n`),
			packEntry('index.js', `module.exports = ${JSON.stringify({ name, version })};\n`),
			...data,
			Buffer.alloc(2 * BLOCK),
		]),
	);
}

/** What a tar archive is counted in. */
const BLOCK = 512;

/** The same on every machine, 2026-01-01: a lock file can hold the hash of a package. */
const MTIME = 1_767_225_600;

/** A file in an archive: its header, and its bytes up to the end of a block. */
function packEntry(path: string, text: string): Buffer<ArrayBuffer> {
	const content = Buffer.from(text);
	const entry = Buffer.alloc(BLOCK + Math.ceil(content.length / BLOCK) * BLOCK);
	const writeNumber = (value: number, digits: number, at: number) =>
		entry.write(`${value.toString(8).padStart(digits, '0')} `, at);
	entry.write(`package/${path}`);
	writeNumber(0o644, 6, 100);
	for (const nothing of [108, 116, 329, 337]) writeNumber(0, 6, nothing);
	writeNumber(content.length, 11, 124);
	writeNumber(MTIME, 11, 136);
	entry.write('0', 156);
	entry.write('ustar\x0000', 257);
	// The sum is taken while its own field is blank.
	entry.write(' '.repeat(8), 148);
	const sum = entry.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0);
	entry[155] = 0;
	writeNumber(sum, 6, 148);
	content.copy(entry, BLOCK);
	return entry;
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
