import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StepFailed, say } from './steps.ts';

export interface BuildPlaces {
	/** Where the built site belongs; a link to it is followed. */
	readonly out: string;
	/** What is kept from build to build, to be faster. */
	readonly cache: string;
	/** Where this build works: on the file system of `out` where that can be. */
	readonly workshop: string;
}

/**
 * Finds where a build may write, before it works: `.cache` where it is writable and on the file system of `dist`, else
 * beside `dist`, else inside it. Says so where that is not as usual. Throws `StepFailed` where `dist` cannot be written.
 */
export async function findBuildPlaces(root: string): Promise<BuildPlaces> {
	const out = existsSync(`${root}dist`) ? await realpath(`${root}dist`) : `${root}dist`;
	const beside = dirname(out);
	const isOutReady = existsSync(out) ? await isWritable(out) : await isWritable(beside);
	if (!isOutReady) throw createUnwritableFailure(out);
	const isCacheReady = await isWritable(`${root}.cache`);
	const isCacheNear = isCacheReady && (await isSameFileSystem(`${root}.cache`, beside));
	if (isCacheNear) return { out, cache: `${root}.cache`, workshop: `${root}.cache/build` };
	// Programs that are built look for packages upwards from where they lie, so all of it stays below the root.
	const workshop = (await isWritable(root))
		? `${root}.build`
		: isCacheReady
			? `${root}.cache/build`
			: join(out, '.drydock-build');
	const cache = isCacheReady ? `${root}.cache` : `${workshop}/cache`;
	say(
		isCacheReady
			? `.cache/ lies on another file system than dist/, so the build works in ${workshop}.`
			: `.cache/ cannot be written, so the build works in ${workshop}, and the next one starts anew.`,
	);
	return { out, cache, workshop };
}

async function isSameFileSystem(one: string, other: string): Promise<boolean> {
	return (await stat(one)).dev === (await stat(other)).dev;
}

/** Asked by writing: rights alone do not tell of a file system that is read-only. */
async function isWritable(folder: string): Promise<boolean> {
	const probe = join(folder, `.drydock-probe-${randomUUID()}`);
	try {
		await mkdir(folder, { recursive: true });
		await writeFile(probe, '');
		await rm(probe);
		return true;
	} catch {
		return false;
	}
}

/** Removes what killed builds left in the workshop; called with the lock held. */
export async function clearWorkshop(workshop: string, kept: readonly string[]): Promise<void> {
	for (const name of await readdir(workshop))
		if (!kept.includes(name)) await rm(join(workshop, name), { recursive: true, force: true });
}

/** Removes a folder that may be made anew at any time, where more lies in it than `most` files and folders. */
export async function clearFullFolder(folder: string, most: number): Promise<void> {
	const entries = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
	if (entries.length > most) await rm(folder, { recursive: true, force: true });
}

function createUnwritableFailure(out: string): StepFailed {
	say(`${out} cannot be written: it is read-only, or belongs to somebody else.`);
	say('Make it writable, or mount it without `ro`, and build again. Nothing was changed.');
	return new StepFailed('the build', 1);
}
