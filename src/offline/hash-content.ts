import { createHash } from 'node:crypto';

/** The hash that names content everywhere in the offline forms: SHA-256, for an address. */
export function hashContent(bytes: Uint8Array | string): string {
	return createHash('sha256').update(bytes).digest('base64url');
}
