import { extract, type Header } from 'tar-stream';

export interface ArchiveEntry {
	readonly header: Header;
	readonly content: Buffer;
}

/** What stands in a tar archive, one entry after the other. */
export async function* readArchive(stream: NodeJS.ReadableStream): AsyncGenerator<ArchiveEntry> {
	for await (const entry of stream.pipe(extract())) {
		const parts: Uint8Array[] = [];
		// tar-stream's entries are streams of bytes, typed as streams of anything.
		for await (const part of entry as AsyncIterable<Uint8Array>) parts.push(part);
		yield { header: entry.header, content: Buffer.concat(parts) };
	}
}
