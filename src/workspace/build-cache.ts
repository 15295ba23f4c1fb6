import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * What one step of a build made, kept for the next build by the hash of all that it was made from. An entry that was cut
 * off or changed on the disk counts as missing. Builds may run at once: an entry appears whole or not at all, and one
 * that another build has removed is made anew.
 */
export interface FileCache {
	/** What was kept for `from`, else what `make` answers, kept from now on. The same `from` must make the same bytes. */
	bytes(from: string | Uint8Array, make: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array>;
	/** What was kept for `from`. Where a step only knows afterwards what it is made from, it asks and keeps apart. */
	find(from: string): Uint8Array | undefined;
	keep(from: string, made: Uint8Array): void;
	/** The same as `bytes` for what JSON can say. */
	json<T>(from: string, make: () => T | Promise<T>): Promise<T>;
	/** Removes old entries: those unused since this process began, but for twice as many as were used. */
	prune(): void;
}

const HASH_LENGTH = 32;

/**
 * The entries in `folder`. `makers` are the files and folders that say how they are made, `package-lock.json` where a
 * package has a hand in it: when one of those changes, or Node, everything is made anew.
 */
export function createBuildCache(usual: string, makers: readonly string[]): FileCache {
	const folder = resolveCachePath(usual);
	const version = hashMakers(makers);
	const resolveEntryFile = (from: string | Uint8Array) =>
		join(folder, createHash('sha256').update(version).update(from).digest('hex'));
	const getOrMakeBytes: FileCache['bytes'] = async (from, make) => {
		const file = resolveEntryFile(from);
		const cachedBytes = readEntry(file);
		if (cachedBytes !== undefined) return cachedBytes;
		const made = await make();
		writeEntry(file, made);
		return made;
	};
	return {
		bytes: getOrMakeBytes,
		find: (from) => readEntry(resolveEntryFile(from)),
		keep: (from, made) => writeEntry(resolveEntryFile(from), made),
		async json<T>(from: string, make: () => T | Promise<T>) {
			const text = await getOrMakeBytes(from, async () => Buffer.from(JSON.stringify(await make())));
			return JSON.parse(new TextDecoder().decode(text)) as T;
		},
		prune: () => removeOldEntries(folder),
	};
}

/** Where something below `.cache/` is kept: a build that may not write to the usual place names another. */
export function resolveCachePath(usual: string): string {
	return usual.replace(/^\.cache(?=\/)/, process.env['DRYDOCK_CACHE'] ?? '.cache');
}

/** One hash of Node and all the files. */
function hashMakers(paths: readonly string[]): Uint8Array {
	const hash = createHash('sha256').update(process.version);
	for (const path of paths)
		for (const file of listFiles(path)) hash.update(`${file}\0`).update(readFileSync(file));
	return hash.digest();
}

function listFiles(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.sort();
}

/** `undefined` where there is no whole entry. Reading it says that it is in use. */
function readEntry(file: string): Uint8Array | undefined {
	try {
		const entry = readFileSync(file);
		const content = entry.subarray(HASH_LENGTH);
		if (!hashContent(content).equals(entry.subarray(0, HASH_LENGTH))) return undefined;
		const now = new Date();
		utimesSync(file, now, now);
		return content;
	} catch {
		return undefined;
	}
}

/** A cache that cannot be written, on a full disk say, is none: the build goes on. */
function writeEntry(file: string, content: Uint8Array): void {
	const fresh = `${file}.${process.pid}`;
	try {
		mkdirSync(join(file, '..'), { recursive: true });
		writeFileSync(fresh, Buffer.concat([hashContent(content), content]));
		renameSync(fresh, file);
	} catch {
		if (existsSync(fresh)) rmSync(fresh, { force: true });
	}
}

function hashContent(content: Uint8Array): Buffer {
	return createHash('sha256').update(content).digest();
}

function removeOldEntries(folder: string): void {
	const began = Date.now() - process.uptime() * 1000;
	const entries = listCacheEntries(folder).sort((a, b) => b.used - a.used);
	const used = entries.filter((entry) => entry.used >= began).length;
	// A build of nothing is no reason to forget everything.
	if (used === 0) return;
	for (const { file } of entries.slice(3 * used)) rmSync(file, { force: true });
}

function listCacheEntries(folder: string): { readonly file: string; readonly used: number }[] {
	try {
		return readdirSync(folder).map((name) => {
			const file = join(folder, name);
			return { file, used: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
		});
	} catch {
		return [];
	}
}
