import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Engine } from '#engine/engine.ts';
import type { FileContents } from './project-files.ts';

/** A folder with these files; it goes with the run. */
export function placeFiles(engine: Engine, files: FileContents): string {
	const folder = mkdtempSync(join(engine.temporaryFolder(), 'snippet-'));
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return folder;
}
