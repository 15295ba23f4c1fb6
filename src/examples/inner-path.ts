import { z } from 'zod';

/** True for a path that stays below the folder it is relative to, however that folder is called. */
export function isInnerPath(path: string): boolean {
	if (path === '' || /^[/\\~]|^[a-z]:/i.test(path) || /[\0\n\r,]/.test(path)) return false;
	return !path.split(/[/\\]/).includes('..');
}

/** A path in a manifest: of a file or folder that belongs to the example. */
export const innerPath = z
	.string()
	.refine(isInnerPath, 'a path inside the example, without `..`, comma or line break');
