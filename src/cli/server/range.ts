import type { IncomingHttpHeaders } from 'node:http';
import { isSameVersion } from './conditional.ts';

interface Part {
	readonly start: number;
	/** Inclusive, as in the header. */
	readonly end: number;
}

/** The one part that is asked for. `undefined` means the whole file: no range, several, or one that cannot be read. */
export function parseRequestedRange(
	headers: IncomingHttpHeaders,
	file: { readonly size: number; readonly etag: string; readonly modified: number },
): Part | 'unsatisfiable' | undefined {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '') ?? [];
	if (first === '' && last === '') return undefined;
	const ifRange = headers['if-range'];
	if (!isSameVersion(typeof ifRange === 'string' ? ifRange : undefined, file)) return undefined;
	if (first === '') {
		const length = Math.min(Number(last), file.size);
		return length === 0 ? 'unsatisfiable' : { start: file.size - length, end: file.size - 1 };
	}
	const start = Number(first);
	const end = last === '' ? file.size - 1 : Math.min(Number(last), file.size - 1);
	if (last !== '' && Number(last) < start) return undefined;
	return start >= file.size ? 'unsatisfiable' : { start, end };
}
