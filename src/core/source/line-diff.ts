import { createTwoFilesPatch, diffArrays } from 'diff';

/** One row of a comparison: a line of the before, a line of the after, or the two of them, numbered from 1. */
export interface DiffRow {
	readonly kind: 'kept' | 'removed' | 'added' | 'changed';
	readonly before?: number;
	readonly after?: number;
}

/** Time grows with the square of what differs. Texts with more removed and added lines count as replaced whole. */
const MOST_EDITS = 5_000;

/**
 * Aligns the lines of two texts. `kept` rows are equal on both sides; a run of removed lines is laid beside the run of
 * added lines that replaces it (`changed`), and what is left over stands alone.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffRow[] {
	const rows: DiffRow[] = [];
	let [b, a] = [0, 0];
	const addReplacedRows = (bEnd: number, aEnd: number) => {
		while (b < bEnd && a < aEnd) rows.push({ kind: 'changed', before: ++b, after: ++a });
		while (b < bEnd) rows.push({ kind: 'removed', before: ++b });
		while (a < aEnd) rows.push({ kind: 'added', after: ++a });
	};
	let [bAt, aAt] = [0, 0];
	for (const { added, removed, count } of diffArrays([...before], [...after], {
		maxEditLength: MOST_EDITS,
	}) ?? []) {
		if (removed) bAt += count;
		else if (added) aAt += count;
		else {
			addReplacedRows(bAt, aAt);
			for (let kept = 0; kept < count; kept++) rows.push({ kind: 'kept', before: ++b, after: ++a });
			[bAt, aAt] = [b, a];
		}
	}
	addReplacedRows(before.length, after.length);
	return rows;
}

/** What parts two texts, in the unified form that `patch` and git read; empty where they are equal. */
export function makePatch(oldName: string, newName: string, before: string, after: string): string {
	if (before === after) return '';
	const patch = createTwoFilesPatch(oldName, newName, before, after, undefined, undefined, {
		context: 3,
		maxEditLength: MOST_EDITS,
		headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
	});
	return patch ?? '';
}
