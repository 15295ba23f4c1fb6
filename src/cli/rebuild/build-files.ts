import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decodeUtf8 } from '#workspace/decode-utf8.ts';
import { UsageError } from '../command.ts';

/** What a build of one Dockerfile reads beside its context's files. Paths are absolute and follow no link further. */
export interface BuildFiles {
	/** The Dockerfile, as the user would name it. */
	readonly name: string;
	readonly dockerfile: string;
	readonly text: string;
	readonly context: string;
	/** `undefined` where there is none. */
	readonly ignoreFile: string | undefined;
	readonly ignoreText: string | undefined;
}

/** Finds the files as `docker build` would; the context is the Dockerfile's folder where none is named. */
export function findBuildFiles(
	{ dockerfile, context }: Readonly<Record<'dockerfile' | 'context', string | undefined>>,
	cwd: string,
): BuildFiles {
	const named = resolve(cwd, dockerfile ?? context ?? '.');
	const file = isFolder(named) ? join(named, 'Dockerfile') : named;
	const name = nameFile(file, cwd);
	const text = readText(file, name);
	const folder = resolve(cwd, context ?? dirname(file));
	if (!isFolder(folder)) throw new UsageError(`the context \`${context ?? folder}\` is no folder.`);
	const real = realpathSync(file);
	const beside = [`${real}.dockerignore`, join(realpathSync(folder), '.dockerignore')];
	const ignoreFile = beside.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
	return {
		name,
		dockerfile: real,
		text,
		context: realpathSync(folder),
		ignoreFile,
		ignoreText: ignoreFile && readText(ignoreFile, basename(ignoreFile)),
	};
}

/** A text that has to be there. */
export function readText(file: string, name: string): string {
	try {
		const decoded = decodeUtf8(readFileSync(file));
		if (decoded.text !== undefined) return decoded.text;
		throw new UsageError(`\`${name}\` cannot be read. ${decoded.reason}`);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(`\`${name}\` cannot be read: there is no such file, or it may not be read.`, {
			cause: error,
		});
	}
}

function isFolder(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Relative to where the user stands; outside of that the whole path. */
function nameFile(file: string, cwd: string): string {
	const path = relative(cwd, file);
	return (path.startsWith(`..${sep}`) ? file : path).split(sep).join('/');
}

/** The path below a folder, `/` between its parts; `undefined` for one that lies outside. */
export function findPathIn(folder: string, file: string): string | undefined {
	const path = relative(folder, file);
	if (path === '' || path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path) return undefined;
	return path.split(sep).join('/');
}
