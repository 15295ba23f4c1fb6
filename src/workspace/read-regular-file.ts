import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

const LARGEST = 1024 * 1024;

/** A file that is not read, although it is there: `too-large`, or no file at all but a pipe, a device or a folder. */
export class UnreadFileError extends Error {
	readonly reason: 'too-large' | 'not-a-file';

	constructor(reason: UnreadFileError['reason'], message: string) {
		super(message);
		this.reason = reason;
	}
}

/**
 * The bytes of a file, as many as it had when it was opened: what the system makes up while it is read (`/proc`) has none.
 * Throws for a larger one, and for what is no file: a device may never end, and a pipe never begin.
 */
export function readRegularFile(path: string, largest = LARGEST): Uint8Array {
	if (!statSync(path).isFile()) throw makeNotAFileError();
	// Whoever puts a pipe in its place meanwhile does not make us wait.
	const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const stats = fstatSync(file);
		if (!stats.isFile()) throw makeNotAFileError();
		if (stats.size > largest)
			throw new UnreadFileError('too-large', `it has more than ${largest / 1024 / 1024} MB`);
		return readBytes(file, stats.size);
	} finally {
		closeSync(file);
	}
}

function makeNotAFileError(): UnreadFileError {
	return new UnreadFileError('not-a-file', 'it is no regular file');
}

function readBytes(file: number, size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	let at = 0;
	while (at < size) {
		const count = readSync(file, bytes, at, size - at, at);
		if (count === 0) break;
		at += count;
	}
	return bytes.subarray(0, at);
}
