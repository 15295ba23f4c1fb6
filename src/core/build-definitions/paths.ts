import { splitPath } from '../source/split-path.ts';

/** Paths as build definitions have them: absolute, with `/` between folders, no `.` and no `..` in them. */

/** The folder a path lies in. */
export function getFolder(path: string): string {
	return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}

/** The last part of a path. */
export function getFileName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** A path as seen from a folder. One that is absolute stays what it is. */
export function resolveDefinitionPath(folder: string, path: string): string {
	const isAbsolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
	const parts = splitPath(isAbsolute ? path : `${folder}/${path}`);
	return (/^[A-Za-z]:$/.test(parts[0] ?? '') ? '' : '/') + parts.join('/');
}

/** True for what the engine fetches by itself, and for the output of another build. */
export function isRemote(context: string): boolean {
	return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/|(?:service|target|docker-image|oci-layout):)/i.test(
		context,
	);
}
