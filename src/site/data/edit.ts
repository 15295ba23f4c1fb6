import { editRoot } from '../settings.ts';
import { siteContent } from './content.ts';

/** Where a file of the content can be edited; nothing where no repository is known. `path` is as messages show it. */
export function editAddress(path: string): string | undefined {
	if (editRoot === undefined) return undefined;
	const own = `${siteContent().path}/`;
	const below = path.startsWith(own) ? path.slice(own.length) : path;
	return new URL(below.split('/').map(encodeURIComponent).join('/'), editRoot).href;
}
