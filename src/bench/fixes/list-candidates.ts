import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { classifyFile } from '#core/file-kind.ts';
import { decodeText } from '#workspace/decode-text.ts';
import { readRegularFile } from '#workspace/read-regular-file.ts';

/** A Dockerfile, and the folder that it is built from. */
export interface BuildCandidate {
	readonly name: string;
	readonly text: string;
	readonly context: string;
}

/** Each Dockerfile of a folder, with its own folder as context. */
export function listCandidates(folder: string): BuildCandidate[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => !path.includes('node_modules') && classifyFile(path) === 'dockerfile')
		.sort()
		.flatMap((name) => {
			const file = join(folder, name);
			const bytes = readIfRegular(file);
			return bytes ? [{ name, text: decodeText(bytes), context: dirname(file) }] : [];
		});
}

function readIfRegular(file: string): Uint8Array | undefined {
	try {
		return readRegularFile(file);
	} catch {
		return undefined;
	}
}
