import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dirname } from 'node:path/posix';

const opened = new Map<string, Repository>();

/** A fetched repository, read with git; it needs no work tree. */
export class Repository {
	readonly name: string;
	readonly #folder: string;
	#paths: readonly string[] | undefined;
	#date: string | undefined;
	readonly #texts = new Map<string, string>();

	private constructor(name: string, folder: string) {
		this.name = name;
		this.#folder = folder;
	}

	/** `owner/name` below a folder, as `owner+name/repo` or as `owner/name`. */
	static open(root: string, name: string): Repository | undefined {
		const known = opened.get(name);
		if (known) return known;
		const folder = [join(root, name.replace('/', '+'), 'repo'), join(root, name)].find(existsSync);
		if (folder === undefined) return undefined;
		const repository = new Repository(name, folder);
		opened.set(name, repository);
		return repository;
	}

	/** `2026-08-21`, of the newest commit. */
	get date(): string {
		this.#date ??= this.#run(['log', '-1', '--format=%cs']).trim();
		return this.#date;
	}

	read(path: string): string | undefined {
		const known = this.#texts.get(path);
		if (known !== undefined || !this.#listPaths().includes(path)) return known;
		const text = this.#run(['show', `HEAD:${path}`]);
		this.#texts.set(path, text);
		return text;
	}

	/** The path itself, or where the newest version stands in a folder of its own, the last that ends in it. */
	find(path: string): string | undefined {
		const paths = this.#listPaths();
		return paths.includes(path) ? path : paths.findLast((one) => one.endsWith(`/${path}`));
	}

	/** The file of this name in the folder of another one, or in the nearest folder above. */
	readBeside(path: string, name: string): string | undefined {
		for (let folder = dirname(path); ; folder = dirname(folder)) {
			const found = this.read(folder === '.' ? name : `${folder}/${name}`);
			if (found !== undefined || folder === '.') return found;
		}
	}

	#listPaths(): readonly string[] {
		this.#paths ??= this.#run(['ls-tree', '-r', '--name-only', 'HEAD']).split('\n').filter(Boolean);
		return this.#paths;
	}

	#run(args: readonly string[]): string {
		return execFileSync('git', ['-C', this.#folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
	}
}
