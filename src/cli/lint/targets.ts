import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { count, escapeControlCharacters } from '#core/report/visible-text.ts';
import { type BuildIndex, readBuildIndex } from '#workspace/build-index.ts';
import { type Configuration, createConfigurationFinder } from '#workspace/config-file.ts';
import { findFiles, isLintableName } from '#workspace/find-files.ts';
import { readGitIgnore } from '#workspace/git-ignore.ts';
import { isDefinitionName, ProjectFinder } from '#workspace/project.ts';
import type { Io } from '../io.ts';
import type { PassedOver } from './passed-over.ts';
import { createUnreadableProblem } from './problems.ts';
import type { ProgressLine } from './progress.ts';

/** One file to lint. */
export interface Target {
	/** Absolute; missing for standard input. */
	readonly file?: string;
	/** As findings name it. */
	readonly path: string;
	readonly configuration: Configuration;
	/** Found on the way through a folder, not named itself. */
	readonly isWalked: boolean;
	/** How images are built in the project around it; missing for standard input. */
	readonly index?: BuildIndex;
}

export interface TargetOptions {
	readonly paths: readonly string[];
	readonly stdinName?: string;
	/** What a walk leaves out is left out where it is named, too. */
	readonly forceExclude: boolean;
}

/** What was asked for, and what was found there. */
export interface AskedPath {
	/** As it is shown. */
	readonly path: string;
	readonly targets: readonly Target[];
	/** Said already: it cannot be read, or it is left out on purpose. */
	readonly isSettled: boolean;
}

export interface TargetSearch {
	/** Each file once, in the order of the paths. */
	readonly targets: readonly Target[];
	readonly asked: readonly AskedPath[];
	readonly problems: readonly Problem[];
}

/** Turns the paths of a call into files; folders are walked. */
export async function findTargets(
	options: TargetOptions,
	io: Io,
	progress: ProgressLine,
	passedOver: PassedOver,
): Promise<TargetSearch> {
	const search = new Search(options, io, progress, passedOver);
	const asked = (options.paths.length === 0 ? ['.'] : options.paths).map((path) => search.ask(path));
	return { ...search.result(), asked };
}

class Search {
	readonly #options: TargetOptions;
	readonly #cwd: string;
	readonly #progress: ProgressLine;
	readonly #passedOver: PassedOver;
	readonly #findConfiguration: ReturnType<typeof createConfigurationFinder>;
	readonly #projects: ProjectFinder;
	readonly #indexes = new Map<string, BuildIndex>();
	readonly #targets = new Map<string, Target>();
	readonly #problems = new Map<string, Problem>();

	constructor(options: TargetOptions, { cwd }: Io, progress: ProgressLine, passedOver: PassedOver) {
		this.#options = options;
		this.#cwd = cwd;
		this.#progress = progress;
		this.#passedOver = passedOver;
		this.#findConfiguration = createConfigurationFinder((file) => this.#formatPath(file));
		this.#projects = new ProjectFinder(cwd, (path, isFolder) => this.#isLeftOut(path, isFolder));
	}

	result(): Pick<TargetSearch, 'targets' | 'problems'> {
		return { targets: [...this.#targets.values()], problems: [...this.#problems.values()] };
	}

	ask(path: string): AskedPath {
		if (path === '-') return this.#askStandardInput();
		const file = resolve(this.#cwd, path);
		const kind = detectPathKind(file);
		const shownPath = this.#formatPath(file);
		if (typeof kind === 'object') {
			this.#problems.set(file, createUnreadableProblem(shownPath, kind.error));
			return { path: shownPath, targets: [], isSettled: true };
		}
		if (kind === 'folder') return { path: shownPath, ...this.#walk(file) };
		if (this.#options.forceExclude && this.#isLeftOut(file, false)) {
			this.#passedOver.add('excluded', shownPath);
			return { path: shownPath, targets: [], isSettled: true };
		}
		const target = this.#add(file, { file, isWalked: false, index: this.#readIndex(dirname(file)) });
		return { path: shownPath, targets: target ? [target] : [], isSettled: target === undefined };
	}

	#askStandardInput(): AskedPath {
		const { stdinName = 'Dockerfile' } = this.#options;
		const path = stdinName.split(sep).join('/');
		const target = this.#addTarget('-', dirname(resolve(this.#cwd, stdinName)), { path, isWalked: false });
		return { path, targets: target ? [target] : [], isSettled: true };
	}

	#walk(folder: string): Omit<AskedPath, 'path'> {
		const walk = findFiles(folder, {
			onFolder: (at, fileCount) => this.#showFolder(at, fileCount),
			isLeftOut: (at, isFolder) => this.#isLeftOut(at, isFolder),
			isWanted: (name) => isLintableName(name) || isDefinitionName(name),
		});
		for (const at of walk.outside) this.#passedOver.add('link', this.#formatPath(at));
		for (const { path: at, error } of walk.unreadable)
			this.#problems.set(at, createUnreadableProblem(this.#formatPath(at), error));
		this.#projects.remember(folder, walk.files);
		const index = this.#readIndex(folder);
		const lintable = walk.files.filter((at) => isLintableName(basename(at)));
		const named = this.#listNamedFiles(folder, index, new Set(lintable));
		const targets = [...lintable, ...named].map((file) => this.#add(file, { file, isWalked: true, index }));
		// Where the settings cannot be read, nothing is linted, and that is said.
		const found = targets.filter((target) => target !== undefined);
		return { targets: found, isSettled: found.length < targets.length };
	}

	/** Dockerfiles below a folder that only a build definition tells to be some. */
	#listNamedFiles(folder: string, index: BuildIndex, listed: ReadonlySet<string>): string[] {
		const prefix = folder.endsWith(sep) ? folder : folder + sep;
		return index.dockerfiles.filter(
			(file) =>
				file.startsWith(prefix) &&
				!listed.has(file) &&
				!readGitIgnore(dirname(file)).isIgnored(file, false) &&
				!this.#isLeftOut(file, false),
		);
	}

	#add(key: string, target: Omit<Target, 'configuration' | 'path'> & { readonly file: string }) {
		return this.#addTarget(key, dirname(target.file), { ...target, path: this.#formatPath(target.file) });
	}

	#addTarget(key: string, folder: string, target: Omit<Target, 'configuration'>): Target | undefined {
		const known = this.#targets.get(key);
		if (known) return known;
		const { configuration, problems } = this.#findConfiguration(folder);
		for (const problem of problems) this.#problems.set(JSON.stringify(problem), problem);
		if (configuration === undefined) return undefined;
		const added = { ...target, configuration };
		this.#targets.set(key, added);
		return added;
	}

	#readIndex(folder: string): BuildIndex {
		const project = this.#projects.find(folder);
		const known = this.#indexes.get(project.root);
		if (known) return known;
		const index = readBuildIndex(project);
		this.#indexes.set(project.root, index);
		return index;
	}

	#isLeftOut(path: string, isFolder: boolean): boolean {
		return this.#findConfiguration(dirname(path)).configuration?.isIgnored(path, isFolder) === true;
	}

	#showFolder(folder: string, fileCount: number): void {
		this.#progress.show(
			() =>
				`Looking for files: ${count(fileCount, 'file')} so far, in ${escapeControlCharacters(this.#formatPath(folder))}`,
		);
	}

	#formatPath(file: string): string {
		return formatDisplayPath(file, this.#cwd);
	}
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
