import type { ContextEntry } from '#core/rebuild/model.ts';

/** Of the build's input what the engine is given: the Dockerfile and the ignore file are files of the context. */
export interface PairSide {
	readonly context: readonly ContextEntry[];
	readonly buildArgs: Readonly<Record<string, string>>;
	readonly target?: string | undefined;
}

export const IGNORE_FILE = '.dockerignore';
