import type { Range } from './source/position.ts';

/** What is wrong with our own content or set-up: where, what, why, and the edit or command that settles it. */
export interface Problem {
	/** Permanent, kebab-case, searchable: `claim-not-reported`. */
	readonly code: string;
	/** The file, relative to the project's root, with `/` between folders. */
	readonly path: string;
	readonly range?: Range;
	/** One sentence: what is wrong, with the value received and the value expected. */
	readonly detail: string;
	/** Lines shown below the detail as they are: a code frame, a declared/reported pair, a build's last lines. */
	readonly frame?: string | undefined;
	/** The edit or the command that settles it. */
	readonly fix: string;
}
