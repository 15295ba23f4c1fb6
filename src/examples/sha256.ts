import { createHash } from 'node:crypto';

/** `sha256:` and the hash in hexadecimal, as the engine writes digests. */
export function computeDigest(content: string | Uint8Array): string {
	return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
