import { editRoot } from '../settings.ts';
import { getSiteContent } from './content.ts';

/** Where a file of the content can be edited; nothing where no repository is known. `path` is as messages show it. */
export function findEditAddress(path: string): string | undefined {
	if (editRoot === undefined) return undefined;
	const contentPrefix = `${getSiteContent().path}/`;
	const below = path.startsWith(contentPrefix) ? path.slice(contentPrefix.length) : path;
	return new URL(below.split('/').map(encodeURIComponent).join('/'), editRoot).href;
}
