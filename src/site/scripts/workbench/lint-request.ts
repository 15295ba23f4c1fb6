import type { FindingsByFile } from '#core/finding.ts';
import type { Texts } from '#examples/exercises/exercise.ts';

/** A file larger than this is left to the command line, so that no text makes the page wait. In characters. */
export const LONGEST_TEXT = 128 * 1024;

/** What the rules may know of the build context: only what `.dockerignore` keeps out, or also these files beside. */
export type ContextSource = { readonly is: 'unknown' } | { readonly is: 'known'; readonly beside: Texts };

/** What the page asks of the worker that lints. */
export interface LintRequest {
	readonly id: number;
	readonly texts: Texts;
	readonly source: ContextSource;
	/** The files are to be mended instead of judged. */
	readonly isFixing: boolean;
}

/** What the worker answers: that all it needs is loaded and the work begins, then what came of it. */
export type LintAnswer =
	| { readonly id: number; readonly is: 'begun' }
	| { readonly id: number; readonly is: 'judged'; readonly findings: FindingsByFile }
	| { readonly id: number; readonly is: 'mended'; readonly texts: Texts };
