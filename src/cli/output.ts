import { once } from 'node:events';
import { fstatSync, statSync, writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { EXIT } from './command.ts';
import type { Output } from './io.ts';

/**
 * Standard output or standard error. To a file or a pipe it writes at once: Node's streams, whose code takes longer to load
 * than a file takes to lint, are opened for a terminal, and for what cannot be written, since they know what to do then.
 */
export function openOutput(descriptor: 1 | 2, openStream: () => WriteStream): Output {
	let output = isPlainFile(descriptor) ? undefined : createOutput(openStream());
	return {
		write(text) {
			if (output) return output.write(text);
			const rest = writeDirectly(descriptor, Buffer.from(text));
			if (rest.length === 0) return;
			const stream = openStream();
			output = createOutput(stream);
			stream.write(rest);
		},
		drained: () => output?.drained?.() ?? Promise.resolve(),
		get isTerminal() {
			return output?.isTerminal === true;
		},
		get columns() {
			return output?.columns;
		},
	};
}

/** True for what is no terminal for sure. */
function isPlainFile(descriptor: 1 | 2): boolean {
	if (process.platform === 'win32') return false;
	try {
		const file = fstatSync(descriptor);
		return file.isFile() || file.isFIFO() || file.isSocket() || file.rdev === statSync('/dev/null').rdev;
	} catch {
		return false;
	}
}

/** Answers what could not be written. */
function writeDirectly(descriptor: 1 | 2, bytes: Buffer): Buffer {
	let rest = bytes;
	try {
		while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
	} catch {
		return rest;
	}
	return rest;
}

export function createOutput(stream: WriteStream): Output {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		// A reader that went away (`drydock lint | head`) is no error of ours, and what was found stays found.
		if (error.code === 'EPIPE') return;
		if (stream !== process.stderr)
			process.stderr.write(`drydock: the output cannot be written: ${error.message}\n`);
		process.exit(EXIT.unusable);
	});
	return {
		write: (text) => void stream.write(text),
		drained: () =>
			stream.writableNeedDrain ? once(stream, 'drain').then(doNothing, doNothing) : Promise.resolve(),
		isTerminal: stream.isTTY === true,
		get columns() {
			// A terminal that does not know its width says 0.
			return stream.columns || undefined;
		},
	};
}

function doNothing(): void {}
