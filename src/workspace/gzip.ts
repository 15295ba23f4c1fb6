import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createBuildCache, type FileCache } from './build-cache.ts';

const zip = promisify(gzip);

/** Files as servers send them, kept for everything that measures or writes them. */
export function createGzipCache(): FileCache {
	return createBuildCache('.cache/gzip', ['src/workspace/gzip.ts']);
}

/** The gzip form of a file, from the cache where it is kept. */
export function compressBytes(bytes: Uint8Array, cache: FileCache): Promise<Uint8Array> {
	return cache.bytes(bytes, () => zip(bytes, { level: 9 }));
}
