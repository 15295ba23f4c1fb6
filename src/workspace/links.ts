import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/** True where a path leads, by a link anywhere in it, to a place that is not below the folder. A link to nothing does not. */
export function leadsOutside(path: string, folder: string): boolean {
	try {
		const root = realpathSync.native(folder);
		const real = realpathSync.native(path);
		return real !== root && !real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
	} catch {
		return false;
	}
}

/** True for what the system makes up while it is read: what stands there belongs to whoever runs this. */
export function isMadeUp(path: string): boolean {
	try {
		return /^\/(?:proc|sys)(?:\/|$)/.test(realpathSync.native(path));
	} catch {
		return false;
	}
}
