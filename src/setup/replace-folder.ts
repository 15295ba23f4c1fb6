import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What stands in the way of a rename and not of a copy: another file system, a mount, a folder that others hold. */
const NOT_BY_NAME = new Set(['EXDEV', 'EBUSY', 'EPERM', 'EACCES', 'ENOTSUP', 'EINVAL']);

const NEXT = '.drydock-next';
const PREVIOUS = '.drydock-previous';
/** Lies in the previous content once all of it is there. */
const COMPLETE = '.drydock-complete';

/**
 * Puts `fresh` in the place of `target`, by two renames where that can be; the old one is kept as `previous` until both
 * are done. Where `target` is a mount or lies on another file system its content is exchanged. Answers how.
 */
export async function replaceFolder(
	fresh: string,
	target: string,
	previous: string,
): Promise<'renamed' | 'exchanged'> {
	await rm(previous, { recursive: true, force: true });
	try {
		await replaceByName(fresh, target, previous);
		return 'renamed';
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && NOT_BY_NAME.has(String(error.code)))) throw error;
		await exchangeContent(fresh, target);
		return 'exchanged';
	}
}

async function replaceByName(fresh: string, target: string, previous: string): Promise<void> {
	if (existsSync(target)) await rename(target, previous);
	try {
		await rename(fresh, target);
	} catch (error) {
		if (!existsSync(target) && existsSync(previous)) await rename(previous, target);
		throw error;
	}
	await rm(previous, { recursive: true, force: true });
}

/** First the new content is copied beside the old one, and only when all of it is there they change places. */
async function exchangeContent(fresh: string, target: string): Promise<void> {
	const [next, previous] = [join(target, NEXT), join(target, PREVIOUS)];
	await mkdir(target, { recursive: true });
	await rm(next, { recursive: true, force: true });
	try {
		await cp(fresh, next, { recursive: true, preserveTimestamps: true });
		await mkdir(previous);
		await moveEntries(target, previous);
		await writeFile(join(previous, COMPLETE), '');
		await moveEntries(next, target);
	} catch (error) {
		await restoreContent(target);
		throw error;
	}
	await rm(previous, { recursive: true, force: true });
	await rm(next, { recursive: true, force: true });
	await rm(fresh, { recursive: true, force: true });
}

async function moveEntries(from: string, to: string): Promise<void> {
	for (const name of await listEntries(from)) await rename(join(from, name), join(to, name));
}

async function listEntries(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => ![NEXT, PREVIOUS, COMPLETE].includes(name));
}

/** Brings back a target that a killed `replaceFolder` had moved away and not yet replaced, or whose content it exchanged. */
export async function restoreInterrupted(target: string, previous: string): Promise<void> {
	if (!existsSync(target) && existsSync(previous)) await rename(previous, target);
	await restoreContent(target);
}

async function restoreContent(target: string): Promise<void> {
	const [next, previous] = [join(target, NEXT), join(target, PREVIOUS)];
	if (existsSync(previous)) {
		// Only then what lies in the target is new; before, it is the part of the old content that has not moved yet.
		if (existsSync(join(previous, COMPLETE)))
			for (const name of await listEntries(target))
				await rm(join(target, name), { recursive: true, force: true });
		await moveEntries(previous, target);
		await rm(previous, { recursive: true, force: true });
	}
	await rm(next, { recursive: true, force: true });
}

/** Lets everybody read a folder, whatever mask it was made under: a web server is somebody else. */
export async function makeReadable(folder: string): Promise<void> {
	await chmod(folder, 0o755);
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) await makeReadable(path);
		else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
	}
}
