import { splitPath } from '../source/split-path.ts';

/**
 * The folder that a base image starts in, which no Dockerfile tells: a path below it is known to be the same again, and no
 * more.
 */
export const BASE_FOLDER = '/\0';

/** Without `.`, `..` and doubled slashes, and without a slash at either end; `..` at the root leads nowhere, as for the engine. */
function cleanPath(path: string): string {
	return splitPath(path).join('/');
}

/** A path in the image, from its root; relative ones count from `folder`. `~` is root's home. */
export function resolveImagePath(path: string, folder: string): string {
	// Most paths are written as they are meant.
	if (path.startsWith('/') && !/\/(?:[/.]|$)/.test(path)) return path;
	const home = path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');
	return `/${cleanPath(home.startsWith('/') ? home : `${folder}/${home}`)}`;
}

/** Linux has no longer path: one that goes on growing with each `WORKDIR` is not followed. */
const LONGEST_PATH = 4_096;

/** The same; `undefined` for a relative path in a folder that is not known, and for one that no system takes. */
export function resolvePath(path: string, folder: string | undefined): string | undefined {
	if (path === '' || (folder === undefined && !/^[/~]/.test(path))) return undefined;
	const resolved = resolveImagePath(path, folder ?? '/');
	return resolved.length > LONGEST_PATH ? undefined : resolved;
}

/** A path of the build context, empty for the context as a whole: nothing leads out of it, `app/..` is the whole. */
export function resolveContextPath(path: string): string {
	// Most paths are written as they are meant.
	if (!/(?:^|\/)(?:\.|\/|$)/.test(path)) return path;
	return cleanPath(path);
}

/** True where `path` is `folder` or stands below it. */
export function isWithin(path: string, folder: string): boolean {
	return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

/** Below a folder that only the base image knows, without the mark that stands for it. */
export function formatImagePath(path: string): string {
	return path.replace(/^\/\0\d*\//, '');
}

/** The last part of a path, empty where it ends in a slash. */
export function getLastSegment(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
