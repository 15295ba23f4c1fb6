import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

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
	/** True where the file lies there compressed as well. */
	readonly hasVariants: boolean;
}

const VARIANTS = [
	{ encoding: 'br', suffix: '.br' },
	{ encoding: 'gzip', suffix: '.gz' },
] as const;

/** Opens a file, or the `index.html` of a folder. `'folder'` where the slash at the end is missing, `undefined` for nothing. */
export async function openBest(
	folder: string,
	path: string,
	acceptEncoding: string,
): Promise<Found | 'folder' | undefined> {
	const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
	if (await isFolder(join(folder, wanted))) return 'folder';
	const plain = await openInside(folder, wanted);
	if (plain === undefined) return undefined;
	const variants = await Promise.all(
		VARIANTS.map(async (variant) => ({
			...variant,
			file: await openInside(folder, wanted + variant.suffix),
		})),
	);
	const there = variants.filter(({ file }) => file !== undefined);
	const best = there.find(({ encoding }) => accepts(acceptEncoding, encoding));
	for (const { file } of there) if (file !== best?.file) await file?.handle.close();
	const chosen = best?.file ?? plain;
	if (chosen !== plain) await plain.handle.close();
	return {
		path: wanted,
		...chosen,
		etag: `"${chosen.size.toString(36)}-${Math.trunc(chosen.modified).toString(36)}${best ? `-${best.encoding}` : ''}"`,
		hasVariants: there.length > 0,
		...(best === undefined ? {} : { encoding: best.encoding }),
	};
}

/** A link may lead anywhere below the folder and nowhere else. */
async function openInside(folder: string, path: string) {
	let handle: FileHandle | undefined;
	try {
		const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
		if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
		// Opening a pipe would wait for its writer.
		if (!(await stat(real)).isFile()) return undefined;
		handle = await open(real, 'r');
		const stats = await handle.stat();
		return { handle, size: stats.size, modified: stats.mtimeMs };
	} catch {
		await handle?.close();
		return undefined;
	}
}

async function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(stats) => stats.isDirectory(),
		() => false,
	);
}

/** True where the reader takes an encoding, by name or by `*`, and has not ruled it out with `q=0`. */
function accepts(header: string, encoding: string): boolean {
	const weights = new Map<string, number>();
	for (const part of header.toLowerCase().split(',')) {
		const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
		const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
		weights.set(name, Number(weight));
	}
	return (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
}
