import type { Range, Span } from './source/position.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One replacement of a stretch of the source. */
export interface Edit {
	readonly span: Span;
	readonly text: string;
}

/**
 * `safe`: the image that is built stays the same, or differs only in what the rule announces. `offered`: any other repair,
 * which somebody has to look at before it is made.
 */
export type FixKind = 'safe' | 'offered';

/** A repair of one finding. */
export interface Fix {
	readonly title: string;
	readonly kind: FixKind;
	readonly edits: readonly Edit[];
}

/** What a rule says about a stretch of a file. */
export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly range: Range;
	/** The same stretch as offsets into the text that was linted. */
	readonly span: Span;
	/** Other stretches that explain this one: "the install that this invalidates". */
	readonly related?: readonly { readonly range: Range; readonly message: string }[] | undefined;
	readonly fix?: Fix | undefined;
	/** What a report must not repeat: passwords and tokens as they stand in the text. */
	readonly secrets?: readonly Span[] | undefined;
}

/** What was found in each of several files, by name. */
export type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** The order findings are shown in: by place, then by rule name. */
export function compareFindings(a: Finding, b: Finding): number {
	return (
		a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
	);
}
