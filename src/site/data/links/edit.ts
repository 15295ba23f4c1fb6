import { editRoot } from '../../settings.ts';
import { getSiteContent } from '../content/content.ts';

/** Where a file of the content can be edited; nothing where no repository is known. `path` is as messages show it. */
export function findEditAddress(path: string): string | undefined {
	if (editRoot === undefined) return undefined;
	const { path: folder, base } = getSiteContent();
	// Ours lies in another repository than the content that a team edits.
	if (base !== undefined && path.startsWith(`${base.path}/`)) return undefined;
	const below = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
	return new URL(below.split('/').map(encodeURIComponent).join('/'), editRoot).href;
}
