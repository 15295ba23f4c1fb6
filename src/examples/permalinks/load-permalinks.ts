import { join } from 'node:path';
import { type Loaded, loadTyped } from '#workspace/typed/load-typed.ts';
import { type Permalinks, permalinksSchema } from './schema.ts';

/** The record in a folder of content; `path` is that of the folder. */
export function loadPermalinks(folder: string, path: string): Loaded<Permalinks> {
	return loadTyped(join(folder, 'permalinks.json'), `${path}/permalinks.json`, permalinksSchema, {
		code: 'permalinks-invalid',
		unreadableFix: 'Mend it by hand, or take the file back from the last commit that had it whole.',
	});
}
