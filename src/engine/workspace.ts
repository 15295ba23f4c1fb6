import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExampleSide } from '#examples/example.ts';
import { EngineFailure } from './failure.ts';

/** Writes a side's files into a folder, with the modes that git keeps: what an unpacked archive holds. */
export async function copySide({ files }: Pick<ExampleSide, 'files'>, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const { path, mode, bytes } of files) {
		const target = join(folder, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, bytes);
		await chmod(target, mode === '755' ? 0o755 : 0o644);
	}
}

/** Replaces the first `from` by `to`. False where there is no such file; throws where the file has no such text. */
export async function editFile(folder: string, path: string, from: string, to: string): Promise<boolean> {
	const file = join(folder, path);
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
