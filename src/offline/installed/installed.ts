import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileCache } from '#workspace/build-cache.ts';
import { compressBytes, createGzipCache } from '#workspace/gzip.ts';
import { getSitePath } from '../addresses.ts';
import { buildClassicScript, createScriptCache } from '../classic-script.ts';
import type { Edition } from '../edition.ts';
import { hashContent } from '../hash-content.ts';
import type { BuiltSite } from '../site-files.ts';

export interface InstalledSize {
	/** On the reader's disk. */
	readonly bytes: number;
	/** Over the wire, with gzip. */
	readonly download: number;
}

/**
 * Writes what a browser needs to keep the site: `sw.js`, which is the same in every version that has the same
 * worker; `offline-files.json`, the hash of every file; and `offline.json`, which names the version by the list's hash.
 */
export async function writeInstalled(
	folder: string,
	{ files }: Pick<BuiltSite, 'files'>,
	edition: Edition,
): Promise<void> {
	const worker = fileURLToPath(new URL('../worker/worker.ts', import.meta.url));
	const list = `${JSON.stringify({ files: [...files].map(([file, bytes]) => [getSitePath(file), hashContent(bytes)]) })}\n`;
	const offer = { version: hashContent(list), edition, ...(await measureInstalledSize(files)) };
	await writeFile(join(folder, 'sw.js'), await buildClassicScript(worker, createScriptCache()));
	await writeFile(join(folder, 'offline-files.json'), list);
	await writeFile(join(folder, 'offline.json'), `${JSON.stringify(offer)}\n`);
}

/** What keeping these files takes. */
export async function measureInstalledSize(files: BuiltSite['files']): Promise<InstalledSize> {
	const cache = createGzipCache();
	let [bytes, download] = [0, 0];
	for (const file of files.values()) {
		bytes += file.length;
		download += Math.min(file.length, await measureGzip(file, cache));
	}
	return { bytes, download };
}

/** The size of one file, known for as long as it is held: the same files are measured with and without their figures. */
const gzipSizes = new WeakMap<Uint8Array, number>();

async function measureGzip(bytes: Uint8Array, cache: FileCache): Promise<number> {
	const size = gzipSizes.get(bytes) ?? (await compressBytes(bytes, cache)).length;
	gzipSizes.set(bytes, size);
	return size;
}
