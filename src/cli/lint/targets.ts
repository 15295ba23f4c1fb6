import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { count, escapeControlCharacters } from '#core/report/visible-text.ts';
import { type Configuration, createConfigurationFinder } from '#workspace/config-file.ts';
import { findFiles } from '#workspace/find-files.ts';
import type { Io } from '../io.ts';
import type { PassedOver } from './passed-over.ts';
import { createUnreadableProblem } from './problems.ts';
import type { Progress } from './progress.ts';

/** One file to lint. */
export interface Target {
	/** Absolute; missing for standard input. */
	readonly file?: string;
	/** As findings name it. */
	readonly path: string;
	readonly configuration: Configuration;
	/** The build context: the file's own folder, where a folder was asked for. */
	readonly contextFolder?: string;
}

export interface TargetOptions {
	readonly paths: readonly string[];
	readonly stdinName?: string;
}

/** Turns the paths of a call into files, each once, in the order of the paths; folders are walked. */
export async function findTargets(
	{ paths, stdinName = 'Dockerfile' }: TargetOptions,
	io: Io,
	progress: Progress,
	passedOver: PassedOver,
): Promise<{ targets: readonly Target[]; problems: readonly Problem[] }> {
	const formatPath = (file: string) => formatDisplayPath(file, io.cwd);
	const configurationOf = createConfigurationFinder(formatPath);
	const targets = new Map<string, Target>();
	const problems = new Map<string, Problem>();
	const add = (key: string, folder: string, target: Omit<Target, 'configuration'>) => {
		const { configuration, problems: configurationProblems } = configurationOf(folder);
		for (const problem of configurationProblems) problems.set(JSON.stringify(problem), problem);
		if (configuration !== undefined && !targets.has(key)) targets.set(key, { ...target, configuration });
	};

	for (const path of paths.length === 0 ? ['.'] : paths) {
		if (path === '-') {
			add('-', dirname(resolve(io.cwd, stdinName)), { path: stdinName.split(sep).join('/') });
			continue;
		}
		const file = resolve(io.cwd, path);
		const kind = detectPathKind(file);
		if (typeof kind === 'object') problems.set(file, createUnreadableProblem(formatPath(file), kind.error));
		else if (kind === 'file') add(file, dirname(file), { file, path: formatPath(file) });
		else {
			const walk = findFiles(file, {
				onFolder: (at, fileCount) =>
					progress.show(
						() =>
							`Looking for files: ${count(fileCount, 'file')} so far, in ${escapeControlCharacters(formatPath(at))}`,
					),
				isLeftOut: (at, isFolder) =>
					configurationOf(dirname(at)).configuration?.isIgnored(at, isFolder) === true,
			});
			for (const at of walk.outside) passedOver.add('link', formatPath(at));
			for (const { path: at, error } of walk.unreadable)
				problems.set(at, createUnreadableProblem(formatPath(at), error));
			for (const at of walk.files) {
				add(at, dirname(at), { file: at, path: formatPath(at), contextFolder: dirname(at) });
			}
		}
	}
	return { targets: [...targets.values()], problems: [...problems.values()] };
}

function detectPathKind(file: string): 'file' | 'folder' | { readonly error: unknown } {
	try {
		return statSync(file).isDirectory() ? 'folder' : 'file';
	} catch (error) {
		return { error };
	}
}

/** Relative to where the user stands; a path outside of that stays absolute. `/` between folders on every system. */
export function formatDisplayPath(file: string, cwd: string): string {
	const path = relative(cwd, file) || '.';
	const isOutside = path === '..' || path.startsWith(`..${sep}`);
	return (isOutside ? file : path).split(sep).join('/');
}
