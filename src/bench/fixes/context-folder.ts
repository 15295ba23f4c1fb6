import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONTEXT_FILES } from './generated-files.ts';

/** Writes what the generated files copy. */
export function writeContextFiles(folder: string, files = CONTEXT_FILES): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
