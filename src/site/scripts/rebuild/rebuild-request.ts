import type { RebuildReport } from '#core/rebuild/rebuild-report.ts';
import type { BuildPair } from '../../rebuild/rebuild-state.ts';

/** What the page asks of the worker that holds the model. */
export type RebuildQuestion =
	| { readonly is: 'edit'; readonly pair: BuildPair; readonly log: string; readonly firstOrder: string }
	| {
			readonly is: 'move';
			readonly dockerfile: string;
			readonly line: number;
			readonly direction: 'up' | 'down';
	  };

export type RebuildRequest = RebuildQuestion & { readonly id: number };

/** What an edit rebuilds, and what another order of the lines would change. */
export interface WorkedOut {
	/** Why the engine refuses the file; then there are no steps. */
	readonly refusals: readonly string[];
	readonly report: RebuildReport;
	/** What should be known beside: edited files that no step reads. */
	readonly notes: readonly string[];
	/** Files that are copied by name and are not there. */
	readonly missing: readonly string[];
	/** Of the log's build, where it tells. */
	readonly sentBytes?: number | undefined;
	/** In the order that the lines had first. */
	readonly first?: { readonly report: RebuildReport; readonly obstacle?: string } | undefined;
	readonly suggestion?:
		| {
				readonly dockerfile: string;
				readonly moved: readonly number[];
				readonly report: RebuildReport;
		  }
		| undefined;
}

export interface Moved {
	readonly dockerfile: string;
	readonly line: number;
}

export type RebuildResult =
	| { readonly is: 'worked-out'; readonly result: WorkedOut }
	| { readonly is: 'moved'; readonly moved: Moved | undefined };

/** What the worker answers: that all it needs is loaded and the work begins, then what came of it. */
export type RebuildAnswer = { readonly id: number } & (RebuildResult | { readonly is: 'begun' });
