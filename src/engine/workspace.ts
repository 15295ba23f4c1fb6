import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Example, ExampleSide } from '#examples/example.ts';
import type { Side } from '#examples/manifest.ts';
import { EngineFailure } from './failure.ts';

/** Below a folder, `before` and `after` as the example has them, and `side`: a copy of one of them for this run alone. */
export async function copySides({ sides }: Example, side: Side, folder: string): Promise<void> {
	await copySide(sides.before, join(folder, 'before'));
	await copySide(sides.after, join(folder, 'after'));
	await copySide(sides[side], join(folder, 'side'));
}

/** Writes a side's files into a folder, with the modes that git keeps: what an unpacked archive holds. */
async function copySide({ files }: ExampleSide, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const { path, mode, bytes } of files) {
		const target = resolveInside(folder, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, bytes);
		await chmod(target, mode === '755' ? 0o755 : 0o644);
	}
}

/** Replaces the first `from` by `to`. False where there is no such file; throws where the file has no such text. */
export async function replaceText(folder: string, path: string, from: string, to: string): Promise<boolean> {
	const file = resolveInside(folder, path);
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (text === undefined) return false;
	if (!text.includes(from)) {
		throw new EngineFailure(
			'edit-failed',
			`${path} has no \`${from}\` to replace.`,
			'Set the experiment to a text that the file has.',
		);
	}
	await writeFile(file, text.replace(from, to));
	return true;
}

/** Gives every file and folder below `folder` this modification time, as a fresh checkout does. */
export async function setModificationTimes(folder: string, time: Date): Promise<void> {
	for (const path of await readdir(folder, { recursive: true })) await utimes(join(folder, path), time, time);
}

/** Sets permission bits, `640`, by file. Throws where there is no such file. */
export async function setFileModes(folder: string, modes: Readonly<Record<string, string>>): Promise<void> {
	for (const [path, mode] of Object.entries(modes)) {
		await chmod(resolveInside(folder, path), Number.parseInt(mode, 8)).catch((error: Error) => {
			throw new EngineFailure(
				'edit-failed',
				`The mode of ${path} cannot be changed: ${error.message}`,
				'Set the experiment to a file that the side has.',
			);
		});
	}
}

/** The file or folder at a path of a manifest. Throws where that leads out of the folder, whatever let it through. */
export function resolveInside(folder: string, path: string): string {
	const place = join(folder, path);
	if (place === folder || place.startsWith(`${folder}${sep}`)) return place;
	throw new EngineFailure(
		'limit-exceeded',
		`\`${path}\` leads out of the example.`,
		'Name a file or folder inside the example.',
	);
}

/** Every regular file below a folder, sorted by path, with what it holds. Links are left out: a copied side has none. */
export async function readFolder(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
		.sort();
	return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })));
}
