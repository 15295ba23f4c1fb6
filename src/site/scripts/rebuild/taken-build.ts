import { ARCHIVE_HEAD, beginsAsArchive, hasArchiveName } from '#core/build-context/archive-file.ts';
import { parseIgnoreFile } from '#core/build-context/ignore-file.ts';
import { classifyFile } from '#core/file-kind.ts';
import type { ContextEntry } from '#core/rebuild/model.ts';
import { makeEntry } from '../../rebuild/rebuild-state.ts';

/** A file that was dropped or chosen, under its path in the folder. */
export interface OfferedFile {
	readonly path: string;
	readonly file: File;
}

/** What of dropped or chosen files belongs to a build. Missing is what did not come with them. */
export interface TakenBuild {
	readonly dockerfile?: string;
	readonly ignoreFile?: string;
	readonly log?: string;
	readonly files: readonly ContextEntry[];
	/** The names of texts that are too large to be read. */
	readonly refused: readonly string[];
}

/** In bytes; of a log only the lines are kept that count. */
const LARGEST_TEXT = 128 * 1024;
const LARGEST_LOG = 20 * 1024 * 1024;

/** Reads the Dockerfile, its ignore file and a log; of all other files only the names count. */
export async function readBuild(offered: readonly OfferedFile[]): Promise<TakenBuild> {
	const top = offered.filter(({ path }) => !path.includes('/'));
	const dockerfile = top.find(({ path }) => path === 'Dockerfile') ?? top.find(isDockerfile);
	const ignoreFile =
		top.find(({ path }) => path === `${dockerfile?.path}.dockerignore`) ??
		top.find(({ path }) => path === '.dockerignore');
	const refused = [dockerfile, ignoreFile].flatMap((one) =>
		one && one.file.size > LARGEST_TEXT ? [one.path] : [],
	);
	const isSingle = offered.length === 1;
	const log = isSingle && !dockerfile && !ignoreFile ? await readLog(offered[0]) : undefined;
	if (log !== undefined) return { log, files: [], refused: [] };
	const files = await Promise.all(offered.map(({ path, file }) => readEntry(path, file)));
	return {
		files: files.sort((one, other) => (one.path < other.path ? -1 : 1)),
		refused,
		...(await readText('dockerfile', dockerfile)),
		...(await readText('ignoreFile', ignoreFile)),
	};
}

function isDockerfile({ path }: OfferedFile): boolean {
	return classifyFile(path) === 'dockerfile';
}

async function readText(
	name: 'dockerfile' | 'ignoreFile',
	offered: OfferedFile | undefined,
): Promise<Partial<Record<typeof name, string>>> {
	return offered && offered.file.size <= LARGEST_TEXT ? { [name]: await offered.file.text() } : {};
}

async function readEntry(path: string, file: File): Promise<ContextEntry> {
	if (!hasArchiveName(path)) return makeEntry(path);
	const head = new Uint8Array(await file.slice(0, ARCHIVE_HEAD).arrayBuffer());
	return { ...makeEntry(path), isArchive: beginsAsArchive(head) };
}

async function readLog(offered: OfferedFile | undefined): Promise<string | undefined> {
	if (!offered || offered.file.size > LARGEST_LOG) return undefined;
	const text = shortenLog(await offered.file.text());
	return text === '' ? undefined : text;
}

/** The lines of a build's log that tell of a step. */
export function shortenLog(text: string): string {
	return text
		.split(/\r?\n/)
		.filter((line) =>
			/(?:^|\s)#\d+ (?:\[|DONE|CACHED|ERROR|transferring context)|^\{.*"(?:vertexes"|transferring context)/.test(
				line,
			),
		)
		.join('\n');
}

/** More files than this are no build that somebody edits by hand. */
const MOST_FILES = 20_000;

/** The files of what was dropped: of folders those inside. A folder that the ignore file keeps out is not entered. */
export async function listDropped(entries: readonly FileSystemEntry[]): Promise<OfferedFile[]> {
	const [only] = entries;
	const isFolder = entries.length === 1 && only?.isDirectory === true;
	const roots = isFolder ? await listFolder(only as FileSystemDirectoryEntry) : entries;
	const prefix = isFolder ? `${only.fullPath}/` : '/';
	const ignore = await readIgnore(roots);
	const files: OfferedFile[] = [];
	const waiting = [...roots];
	for (let entry = waiting.pop(); entry && files.length < MOST_FILES; entry = waiting.pop()) {
		const path = entry.fullPath.slice(prefix.length);
		if (entry.isFile) files.push({ path, file: await readFile(entry as FileSystemFileEntry) });
		else if (path !== '.git' && !ignore(path))
			waiting.push(...(await listFolder(entry as FileSystemDirectoryEntry)));
	}
	return files;
}

async function readIgnore(roots: readonly FileSystemEntry[]): Promise<(path: string) => boolean> {
	const entry = roots.find(({ name, isFile }) => isFile && name === '.dockerignore');
	const text = entry ? await (await readFile(entry as FileSystemFileEntry)).text() : '';
	const ignore = parseIgnoreFile(text);
	const hasExceptions = /^\s*!/m.test(text);
	return (path) => !hasExceptions && ignore.isIgnored(path);
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
	return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A folder is handed over in pieces, until one is empty. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const entries: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject),
		);
		if (some.length === 0) return entries;
		entries.push(...some);
	}
}

/** The files of a chosen folder, or those that were chosen one by one. */
export function listChosen(files: readonly File[]): OfferedFile[] {
	return files
		.map((file) => ({ path: (file.webkitRelativePath || file.name).replace(/^[^/]+\/(?=.)/, ''), file }))
		.filter(({ path }) => !path.startsWith('.git/'))
		.slice(0, MOST_FILES);
}
