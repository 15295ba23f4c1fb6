import { sha256 } from '../sha256.ts';

/** What an address names a file's text by, as in `#before/Dockerfile@1f0c2b3a:3`: eight hex digits. */
export function versionOf(text: string): string {
	return sha256(text).replace('sha256:', '').slice(0, 8);
}
