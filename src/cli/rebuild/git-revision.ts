import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.ts';

/** What became of a path since a revision. */
export interface GitChange {
	/** Absolute. */
	readonly file: string;
	/** As it was; missing for a path that is new. */
	readonly before?: GitFile;
	/** True where it is there now. */
	readonly isThere: boolean;
}

export interface GitFile {
	readonly kind: 'file' | 'link';
	readonly isExecutable: boolean;
	readonly bytes: Buffer;
}

/** Every path that is not as a revision has it: what git tracks, and what it neither tracks nor ignores. */
export function listGitChanges(folder: string, revision: string): GitChange[] {
	const root = realpathSync(
		runGit(folder, ['rev-parse', '--show-toplevel'], NO_REPOSITORY).toString().trimEnd(),
	);
	const commit = runGit(
		root,
		['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
		`--since: git knows no revision \`${revision}\`.`,
	);
	const diff = [
		'diff',
		'--raw',
		'-z',
		'--no-abbrev',
		'--no-renames',
		'--no-ext-diff',
		'--no-textconv',
		'--ignore-submodules',
	];
	const raw = runGit(
		root,
		[...diff, commit.toString().trim(), '--'],
		'git cannot compare the files with that revision.',
	);
	const untracked = runGit(
		root,
		['ls-files', '--others', '--exclude-standard', '-z'],
		'git cannot list new files.',
	);
	return [
		...readRawDiff(raw.toString(), root),
		...splitAtNull(untracked.toString()).map((path) => ({ file: join(root, path), isThere: true })),
	];
}

/** Names content by its bytes. */
export function hashBytes(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Piece by piece, since a file may be larger than the memory. One that may not be read has a name for its content. */
export function hashFile(file: string): string {
	const hash = createHash('sha256');
	const piece = Buffer.alloc(1 << 20);
	try {
		const descriptor = openSync(file, 'r');
		try {
			let size = readSync(descriptor, piece);
			while (size > 0) {
				hash.update(piece.subarray(0, size));
				size = readSync(descriptor, piece);
			}
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return `not read: ${file}`;
	}
	return hash.digest('hex');
}

const NO_REPOSITORY = '--since: the build context is in no git repository, or git is not installed.';
const LARGEST_OUTPUT = 1 << 30;

/** Without what a repository could make git run. */
function runGit(folder: string, args: readonly string[], refusal: string): Buffer {
	const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
	const result = spawnSync('git', [...safe, '-C', folder, ...args], {
		maxBuffer: LARGEST_OUTPUT,
		env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
	});
	if (result.status !== 0) throw new UsageError(refusal);
	return result.stdout;
}

function splitAtNull(text: string): string[] {
	return text.split('\0').filter((part) => part !== '');
}

/** `:100644 100755 <blob> <blob> M`, and behind a null the path. */
function readRawDiff(text: string, root: string): GitChange[] {
	const parts = splitAtNull(text);
	const changes: GitChange[] = [];
	for (let at = 0; at + 1 < parts.length; at += 2) {
		const [mode = '', , blob = '', , status = ''] = (parts[at] ?? '').slice(1).split(' ');
		const file = join(root, parts[at + 1] ?? '');
		const wasThere = mode !== '000000';
		const isThere = !status.startsWith('D');
		changes.push(wasThere ? { file, isThere, before: readBlob(root, blob, mode) } : { file, isThere });
	}
	return changes;
}

function readBlob(root: string, blob: string, mode: string): GitFile {
	const bytes = runGit(root, ['cat-file', 'blob', blob], 'git cannot read an earlier version of a file.');
	return { kind: mode === '120000' ? 'link' : 'file', isExecutable: mode === '100755', bytes };
}
