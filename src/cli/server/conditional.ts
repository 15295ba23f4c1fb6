import type { IncomingHttpHeaders } from 'node:http';

interface Validators {
	readonly etag: string;
	readonly modified: number;
}

/** True where the reader's copy is still good. `If-None-Match` decides alone where it is given. */
export function isNotModified(headers: IncomingHttpHeaders, { etag, modified }: Validators): boolean {
	const tags = headers['if-none-match'];
	if (tags !== undefined) {
		return tags
			.split(',')
			.map((tag) => tag.trim())
			.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
	}
	const since = Date.parse(headers['if-modified-since'] ?? '');
	return !Number.isNaN(since) && roundToSeconds(modified) <= since;
}

/** True where a part may be sent: the reader asks for no version, or for this one. */
export function isSameVersion(ifRange: string | undefined, { etag, modified }: Validators): boolean {
	if (ifRange === undefined) return true;
	if (ifRange.startsWith('"')) return ifRange === etag;
	return Date.parse(ifRange) === roundToSeconds(modified);
}

/** HTTP dates know no milliseconds. */
function roundToSeconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000) * 1000;
}
