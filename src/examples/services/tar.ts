import { Readable } from 'node:stream';
import tar from 'tar-stream';

export interface TarFile {
	/** Without a slash in front. */
	readonly path: string;
	/** Permission bits. */
	readonly mode: number;
	readonly content: string | Uint8Array;
}

/** Packs files in the order given, owned by root. The same files and time always give the same bytes. */
export async function packTar(files: readonly TarFile[], mtime: Date): Promise<Buffer<ArrayBuffer>> {
	const pack = tar.pack();
	for (const { path, mode, content } of files) {
		const bytes = typeof content === 'string' ? content : Buffer.from(content);
		pack.entry({ name: path, mode, mtime, uid: 0, gid: 0 }, bytes);
	}
	pack.finalize();
	const chunks: Uint8Array[] = [];
	for await (const chunk of pack) chunks.push(chunk as Uint8Array);
	return Buffer.concat(chunks);
}

/** The regular files of an archive; everything else in it is left out. */
export async function unpackTar(archive: Uint8Array): Promise<TarFile[]> {
	const files: TarFile[] = [];
	for await (const entry of Readable.from([Buffer.from(archive)]).pipe(tar.extract())) {
		const { name, type, mode = 0o644 } = entry.header;
		const chunks: Uint8Array[] = [];
		for await (const chunk of entry) chunks.push(chunk as Uint8Array);
		if (type === 'file') files.push({ path: name, mode: mode & 0o777, content: Buffer.concat(chunks) });
	}
	return files;
}
