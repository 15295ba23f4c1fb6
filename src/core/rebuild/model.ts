/** A file, a folder or a link of a build context. Folders that hold something need no entry of their own. */
export interface ContextEntry {
	/** From the context's root, `/` between folders, no `./` in front. */
	readonly path: string;
	readonly kind?: 'file' | 'folder' | 'link';
	/** Of a file its text, or a hash of its bytes: equal for equal bytes, whichever is used. Of a link the path it points to. */
	readonly content?: string;
	/** Permission bits; 644 for a file and 755 for a folder where nothing is said. */
	readonly mode?: number;
	/** True for a file that `ADD` unpacks: a tar archive, compressed or not. */
	readonly isArchive?: boolean;
}

/** All that a build reads. */
export interface BuildInput {
	readonly dockerfile: string;
	readonly context: readonly ContextEntry[];
	/** The text of the ignore file in force. */
	readonly ignoreFile?: string | undefined;
	readonly buildArgs?: Readonly<Record<string, string>>;
	/** The stage to build; the last one where nothing is said. */
	readonly target?: string | undefined;
}

/** Where engines differ. */
export interface RebuildSettings {
	/** `--link` makes a layer of its own in the containerd store only; the classic store takes it for a plain copy. */
	readonly imageStore: 'classic' | 'containerd';
	/**
	 * An engine that has a context already does not notice a changed mode of a folder in it (`unnoticed`). One that is sent
	 * the context for the first time, as after a fresh clone, does.
	 */
	readonly folderModes: 'unnoticed' | 'noticed';
}

export const DEFAULT_BUILD_SETTINGS: RebuildSettings = { imageStore: 'classic', folderModes: 'unnoticed' };

/** `again`: the engine runs the step. `cached`: it does not. `unneeded`: the target does not need the stage. */
export type Verdict = 'again' | 'cached' | 'unneeded' | 'unsure';

/** A step as the engine's log names it: `[build 2/5]`. */
export interface StepLabel {
	/** Empty where the log names no stage. */
	readonly stage: string;
	readonly number: number;
	readonly total: number;
}

/** A `RUN`, `COPY`, `ADD` or `WORKDIR` of the edited file: what the engine numbers as a step and can take from its cache. */
export interface RebuildStep {
	/** The line it begins on; for an `ONBUILD` of the base stage that of the `FROM`. */
	readonly line: number;
	/** The stage's name, or `stage-1` for a stage without one. */
	readonly stage: string;
	readonly text: string;
	readonly verdict: Verdict;
	/** One or two sentences. */
	readonly why: string;
	/** Missing for a stage that is not built, and for a step that the log leaves out (`WORKDIR /`). */
	readonly label?: StepLabel | undefined;
	/** Steps with the same number are one to the engine, which names only one of them in its log. */
	readonly identity?: number;
	/** True where what it copies is not there: the build ends here. */
	readonly fails?: true | undefined;
}

/** A file of the context, and the steps that read it in the edited build. */
export interface EditedPath {
	readonly path: string;
	readonly isIgnored: boolean;
	/** Lines of the steps that read it, before or after the edit. */
	readonly readOn: readonly number[];
}

/** What an edit rebuilds. */
export interface Rebuild {
	/** In the order of the file. Empty where `refusals` is not. */
	readonly steps: readonly RebuildStep[];
	/** Paths of the context that differ between the two builds. */
	readonly edited: readonly EditedPath[];
	/** Why the engine refuses one of the two Dockerfiles. */
	readonly refusals: readonly string[];
}
