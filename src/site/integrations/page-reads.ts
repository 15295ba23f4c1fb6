import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { resolveCachePath } from '#workspace/build-cache.ts';

/** The files whose words each page has read. */
export type PageReads = ReadonlyMap<string, readonly string[]>;

const getFile = () => resolveCachePath('.cache/page-reads.json');

/**
 * What pages read in the last build that was not cut off. It only says under which inputs a kept page is looked for: a
 * page that is found there has read these files and no other, whatever build has said so.
 */
export function loadPageReads(): PageReads {
	try {
		return new Map(Object.entries(JSON.parse(readFileSync(getFile(), 'utf8')) as Record<string, string[]>));
	} catch {
		return new Map();
	}
}

/** Keeps it for the next build; where that cannot be written, the next one starts anew. */
export function savePageReads(reads: PageReads): void {
	const file = getFile();
	const fresh = `${file}.${process.pid}`;
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(fresh, JSON.stringify(Object.fromEntries(reads)));
		renameSync(fresh, file);
	} catch {
		// The disk may be full, or not for writing: the site does not depend on it.
	}
}
