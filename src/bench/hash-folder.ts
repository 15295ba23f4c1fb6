import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash over the path and content of every file in a folder. */
export function hashFolder(folder: string): string {
	if (!existsSync(folder)) return 'nothing';
	const hash = createHash('sha256');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
		hash.update(path.slice(folder.length)).update(readFileSync(path));
	}
	return hash.digest('hex');
}
