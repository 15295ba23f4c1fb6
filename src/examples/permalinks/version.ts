import { computeDigest } from '../sha256.ts';

/** What an address names a file's text by, as in `#before/Dockerfile@1f0c2b3a:3`: eight hex digits. */
export function computeTextVersion(text: string): string {
	return computeDigest(text).replace('sha256:', '').slice(0, 8);
}
