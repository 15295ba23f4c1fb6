import {
	accessSync,
	chmodSync,
	chownSync,
	constants,
	lstatSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeText } from '#workspace/decode-text.ts';

/**
 * Puts a new text in the place of a file, whole or not at all: written beside it, then renamed. Mode and, where
 * permitted, owner stay. Throws where the file may not be written, is no longer what was read, or is a link: what that leads
 * to was not asked for.
 */
export function replaceFile(file: string, read: string, replacement: string): void {
	const { mode, uid, gid } = lstatSync(file);
	if ((mode & constants.S_IFMT) === constants.S_IFLNK)
		throw new Error(`it is a link to ${realpathSync(file)}, and no repair is written through a link`);
	// To rename asks the folder alone; a file that was made read-only is to stay as it is.
	accessSync(file, constants.W_OK);
	const beside = join(dirname(file), `.drydock-${crypto.randomUUID()}`);
	try {
		writeFileSync(beside, encodeText(replacement), { flag: 'wx' });
		keepOwner(beside, uid, gid);
		chmodSync(beside, mode & 0o7777);
		if (!readFileSync(file).equals(encodeText(read)))
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
