import { readFileSync, statSync } from 'node:fs';

const LARGEST = 1024 * 1024;

/** The bytes of a file that is read on the way. Throws for more than 1 MB and for what is no file: a device may never end. */
export function readRegularFile(path: string): Uint8Array {
	const stats = statSync(path);
	if (!stats.isFile()) throw new Error('it is no regular file');
	if (stats.size > LARGEST) throw new Error('it has more than 1 MB');
	return readFileSync(path);
}
