import { omitUndefined } from '#core/omit-undefined.ts';
/**
 * A range of lines of one file: `#before/Dockerfile:3-7`, or `#before/Dockerfile:3-7@1f0c2b3a` for the text that it had
 * when it was cited; of a block in a page: `#wrong:2`.
 */
export interface LineRange {
	readonly file: string;
	readonly first: number;
	readonly last: number;
	/** Which text of the file: the first eight hex digits of its SHA-256. The one there is now without it. */
	readonly version?: string;
}

/** More lines than any file shown here has; a larger number in an address is nonsense. */
const MOST_LINES = 10_000;

/** The range that an address ends in, its smaller number first; `undefined` where it names none. */
export function readRange(hash: string): LineRange | undefined {
	const match = /^#(.+):(\d{1,6})(?:-(\d{1,6}))?(?:@([0-9a-f]{8}))?$/.exec(decode(hash));
	if (match === null) return undefined;
	const startNumber = Number(match[2]);
	const other = Number(match[3] ?? match[2]);
	const first = Math.min(startNumber, other);
	return {
		file: match[1] ?? '',
		first,
		last: Math.min(Math.max(startNumber, other), first + MOST_LINES),
		...omitUndefined({ version: match[4] }),
	};
}

/** The end of an address for a range, whichever of its numbers is the smaller. */
export function writeRange({ file, first, last, version }: LineRange): string {
	const [from, to] = [Math.min(first, last), Math.max(first, last)];
	const end = version === undefined ? '' : `@${version}`;
	return `#${encodeURI(file)}:${from === to ? from : `${from}-${to}`}${end}`;
}

function decode(hash: string): string {
	try {
		return decodeURIComponent(hash);
	} catch {
		return hash;
	}
}
