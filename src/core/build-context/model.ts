/**
 * What a build would find in its build context. Given by whoever reads the disk; absent in the browser and for a lone file.
 * Paths are relative to the context's root, with `/` between folders and no `./` in front.
 */
export interface BuildContext {
	/** Every file, folders left out, those that `.dockerignore` excludes included. Sorted. */
	readonly files: readonly string[];
	/** True where `.dockerignore` keeps this file or folder out of the build. */
	isIgnored(path: string): boolean;
	/** The text of a file of at most 1 MB, `undefined` where it is missing, larger or not text. */
	read(path: string): string | undefined;
	/** The path of the ignore file in force, `undefined` where there is none. */
	readonly ignoreFile?: string | undefined;
	/** Whether `.git` lies in it, as a folder or as a file; where this is not said, `files` tells. */
	readonly isRepository?: boolean;
}
