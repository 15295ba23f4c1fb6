import { constants, deflateRawSync } from 'node:zlib';
import type { FileCache } from '#workspace/build-cache.ts';

/**
 * Packs a file into a stretch of deflate that ends on a whole byte and goes on: stretches may follow each other, and
 * `STREAM_END` follows the last. So each is kept by itself, whichever archive it goes into.
 */
export type Deflate = (bytes: Uint8Array) => Promise<Uint8Array>;

/** An empty last block. */
export const STREAM_END: Uint8Array = Buffer.from([3, 0]);

/** Packs each file once, for all archives and for the builds that follow. */
export function createDeflate(cache: FileCache): Deflate {
	return (bytes) =>
		cache.bytes(bytes, () => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));
}
