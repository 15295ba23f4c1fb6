import type { Edit } from '../finding.ts';

/** The text with all edits made, in whatever order they come. `undefined` where two of them overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
	const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
	let result = '';
	let at = 0;
	for (const { span, text: replacement } of ordered) {
		if (span.start < at || span.end < span.start || span.end > text.length) return undefined;
		result += text.slice(at, span.start) + replacement;
		at = span.end;
	}
	return result + text.slice(at);
}
