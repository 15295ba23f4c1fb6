import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { omitUndefined } from '#core/omit-undefined.ts';
import { isReachable } from './path-of.ts';

/** An opened file, in the form that suits the reader best. Whoever gets it closes its handle. */
export interface Found {
	/** Of the file that was asked for, relative to the folder. */
	readonly path: string;
	readonly handle: FileHandle;
	readonly size: number;
	/** Milliseconds. */
	readonly modified: number;
	readonly etag: string;
	readonly encoding?: 'br' | 'gzip';
}

const VARIANTS = [
	{ encoding: 'br', suffix: '.br' },
	{ encoding: 'gzip', suffix: '.gz' },
] as const;

/**
 * Opens a file, or the `index.html` of a folder, compressed where the reader takes that and it lies there so. `'folder'`
 * where the slash at the end is missing, `undefined` for nothing.
 */
export async function openBest(
	folder: string,
	path: string,
	acceptEncoding: string,
): Promise<Found | 'folder' | undefined> {
	const isPage = path === '' || path.endsWith('/');
	const wanted = isPage ? `${path}index.html` : path;
	if (!isPage && (await isFolder(folder, wanted))) return 'folder';
	const taken = VARIANTS.filter(({ encoding }) => isEncodingAccepted(acceptEncoding, encoding));
	for (const { encoding, suffix } of taken) {
		const file = await openInside(folder, wanted + suffix);
		if (file !== undefined) return createFoundFile(wanted, file, encoding);
	}
	const plain = await openInside(folder, wanted);
	return plain && createFoundFile(wanted, plain);
}

type Opened = Pick<Found, 'handle' | 'size' | 'modified'>;

function createFoundFile(path: string, file: Opened, encoding?: 'br' | 'gzip'): Found {
	const stamp = `${file.size.toString(36)}-${Math.trunc(file.modified).toString(36)}`;
	return {
		path,
		...file,
		etag: `"${encoding === undefined ? stamp : `${stamp}-${encoding}`}"`,
		...omitUndefined({ encoding }),
	};
}

async function openInside(folder: string, path: string): Promise<Opened | undefined> {
	let handle: FileHandle | undefined;
	try {
		const real = await resolveInside(folder, path);
		if (real === undefined) return undefined;
		// Opening a pipe would otherwise wait for its writer.
		handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
		const stats = await handle.stat();
		if (!stats.isFile()) throw new Error('Not a file.');
		return { handle, size: stats.size, modified: stats.mtimeMs };
	} catch {
		await handle?.close();
		return undefined;
	}
}

async function isFolder(folder: string, path: string): Promise<boolean> {
	const real = await resolveInside(folder, path);
	return real !== undefined && (await stat(real).catch(() => undefined))?.isDirectory() === true;
}

/** Where a path really lies. A link may lead anywhere below the folder; what lies elsewhere, or hidden, is not there. */
async function resolveInside(folder: string, path: string): Promise<string | undefined> {
	try {
		const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
		const below = relative(root, real);
		return below === '' || isReachable(below.split(sep)) ? real : undefined;
	} catch {
		return undefined;
	}
}

/** True where the reader takes an encoding, by name or by `*`, and has not ruled it out with `q=0`. */
function isEncodingAccepted(header: string, encoding: string): boolean {
	const weights = new Map<string, number>();
	for (const part of header.toLowerCase().split(',')) {
		const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
		const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
		weights.set(name, Number(weight));
	}
	return (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
}
