import { randomUUID } from 'node:crypto';
import {
	accessSync,
	chmodSync,
	chownSync,
	constants,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts a new text in the place of a file, whole or not at all: written beside it, then renamed. Mode and, where
 * permitted, owner stay; behind a link the file it leads to is replaced. Throws where the file may not be written, or is no
 * longer what was read.
 */
export function replaceFile(path: string, read: string, replacement: string): void {
	const file = realpathSync(path);
	// To rename asks the folder alone; a file that was made read-only is to stay as it is.
	accessSync(file, constants.W_OK);
	const { mode, uid, gid } = statSync(file);
	const beside = join(dirname(file), `.drydock-${randomUUID()}`);
	try {
		writeFileSync(beside, replacement, { flag: 'wx' });
		keepOwner(beside, uid, gid);
		chmodSync(beside, mode & 0o7777);
		if (!readFileSync(file).equals(Buffer.from(read)))
			throw new Error('another program has changed it meanwhile');
		renameSync(beside, file);
	} catch (error) {
		rmSync(beside, { force: true });
		throw error;
	}
}

/** Only root may give a file away; for anyone else it stays with who runs this. */
function keepOwner(path: string, uid: number, gid: number): void {
	try {
		chownSync(path, uid, gid);
	} catch {
		// The file is still right in all that builds depend on.
	}
}
