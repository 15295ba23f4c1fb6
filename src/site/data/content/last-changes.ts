import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path/posix';
import { formatContentFolder } from '#examples/content-place.ts';
import { contentPlace } from '../../settings.ts';

/** The day of the last commit of each file, `2026-11-24`, by its path as messages show it; the newest first. */
export type LastChanges = ReadonlyMap<string, string>;

/**
 * Asks Git for all files of a folder at once. Empty where the folder is in no repository, and in a shallow clone: its only
 * commit would be the last change of everything.
 */
export function readLastChanges(folder: string, root: string): LastChanges {
	if (runGit(folder, ['rev-parse', '--is-shallow-repository']).trim() !== 'false') return new Map();
	const log = runGit(folder, [
		'log',
		'--relative',
		'--no-renames',
		'--name-only',
		'-z',
		'--format=:%cs',
		'--',
		'.',
	]);
	const shown = formatContentFolder(folder, root);
	const days = new Map<string, string>();
	let day = '';
	for (const line of log.split(/[\0\n]+/)) {
		if (line.startsWith(':')) day = line.slice(1);
		else if (line !== '' && !days.has(`${shown}/${line}`)) days.set(`${shown}/${line}`, day);
	}
	return days;
}

let lastChanges: LastChanges | undefined;

/** The day of the last commit that changed this file of the content, or one in this folder of it. */
export function findLastChange(path: string): string | undefined {
	lastChanges ??= addFolders(
		[contentPlace.base, contentPlace.folder].flatMap((folder) =>
			folder === undefined ? [] : [...readLastChanges(folder, process.cwd())],
		),
	);
	return lastChanges.get(path);
}

/** The same days, and for each folder above a file the last of its files: every page asks, and none walks all files. */
export function addFolders(files: Iterable<readonly [path: string, day: string]>): LastChanges {
	const days = new Map<string, string>();
	for (const [file, day] of files)
		for (let path = file; path !== dirname(path); path = dirname(path))
			if (day > (days.get(path) ?? '')) days.set(path, day);
	return days;
}

function runGit(folder: string, args: readonly string[]): string {
	const { stdout, status } = spawnSync('git', ['-C', folder, ...args], {
		encoding: 'utf8',
		maxBuffer: 64 << 20,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return status === 0 ? stdout : '';
}
