import type { Span } from '../../source/position.ts';

/** A comment line: `text` without its mark and without blanks around it. */
export interface CommentLine {
	readonly text: string;
	readonly span: Span;
	/** Counted from 1. */
	readonly line: number;
}

/** The lines, first and last, that a comment speaks about. */
export interface Lines {
	readonly first: number;
	readonly last: number;
}

/** `# drydock ignore=<rule>[,<rule>] <reason>`, and the lines it silences. Names are as written. */
export interface Suppression {
	readonly names: readonly string[];
	/** Empty where the comment gives none. */
	readonly reason: string;
	readonly span: Span;
	/** Missing where nothing follows the comment. */
	readonly lines?: Lines | undefined;
}

/**
 * The suppressions among the comments of a file. `linesBelow` tells which lines a comment on a given line speaks about.
 * A comment that is meant as a suppression and cannot be read as one has no names.
 */
export function parseSuppressions(
	comments: Iterable<CommentLine>,
	linesBelow: (line: number) => Lines | undefined,
): Suppression[] {
	const suppressions: Suppression[] = [];
	for (const { text, span, line } of comments) {
		if (!/^drydock[\s:_-]+ignore\b/i.test(text)) continue;
		const [, names = '', reason = ''] =
			/^drydock\s+ignore=([^\s,]+(?:\s*,\s*[^\s,]+)*)(?:\s+(.*))?$/i.exec(text) ?? [];
		const lines = linesBelow(line);
		suppressions.push({
			names: names === '' ? [] : names.split(',').map((name) => name.trim()),
			reason: reason.trim(),
			span,
			lines,
		});
	}
	return suppressions;
}
