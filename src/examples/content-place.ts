import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

/** Where content is read from. */
export interface ContentPlace {
	/** The folder that is written to: ours, or a team's own. */
	readonly folder: string;
	/** Ours, which a team's own is laid over; nothing where `folder` is ours, or ours is not there. */
	readonly base?: string;
}

/** `chosen` is what `DRYDOCK_CONTENT` says, seen from `cwd`; without it, it is the project's own `content/`. */
export function findContentPlace(chosen: string | undefined, cwd: string, project: string): ContentPlace {
	const ours = resolve(project, 'content');
	if (chosen === undefined || chosen === '') return { folder: ours };
	const folder = resolve(cwd, chosen);
	return folder === ours || !existsSync(ours) ? { folder } : { folder, base: ours };
}

/** A folder of the content as messages show it and pages are known by, seen from `root`: `content`. */
export function formatContentFolder(folder: string, root: string): string {
	return relative(root, folder).split(sep).join('/') || '.';
}
