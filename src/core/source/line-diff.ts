/** One row of a comparison: a line of the before, a line of the after, or the two of them, numbered from 1. */
export interface DiffRow {
	readonly kind: 'kept' | 'removed' | 'added' | 'changed';
	readonly before?: number;
	readonly after?: number;
}

/**
 * Aligns the lines of two texts. `kept` rows are equal on both sides; a run of removed lines is laid beside the run of
 * added lines that replaces it (`changed`), and what is left over stands alone. Takes the longest common sequence where
 * both runs are short, and anchors on lines that occur once where they are long, so that time stays near linear.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffRow[] {
	const rows: DiffRow[] = [];
	let b = 0;
	let a = 0;
	const addReplacedRows = (bEnd: number, aEnd: number) => {
		while (b < bEnd && a < aEnd) rows.push({ kind: 'changed', before: ++b, after: ++a });
		while (b < bEnd) rows.push({ kind: 'removed', before: ++b });
		while (a < aEnd) rows.push({ kind: 'added', after: ++a });
	};
	for (const [bAt, aAt] of matchCommonLines(before, after, 0, before.length, 0, after.length)) {
		addReplacedRows(bAt, aAt);
		rows.push({ kind: 'kept', before: ++b, after: ++a });
	}
	addReplacedRows(before.length, after.length);
	return rows;
}

type Pair = readonly [before: number, after: number];

/** The most cells a table of the exact method may have; above it, lines that occur once divide the work. */
const LARGEST_TABLE = 250_000;

function matchCommonLines(
	before: readonly string[],
	after: readonly string[],
	bStart: number,
	bStop: number,
	aStart: number,
	aStop: number,
): Pair[] {
	const head: Pair[] = [];
	const tail: Pair[] = [];
	let [bFrom, bTo, aFrom, aTo] = [bStart, bStop, aStart, aStop];
	while (bFrom < bTo && aFrom < aTo && before[bFrom] === after[aFrom]) head.push([bFrom++, aFrom++]);
	while (bFrom < bTo && aFrom < aTo && before[bTo - 1] === after[aTo - 1]) tail.unshift([--bTo, --aTo]);
	if (bFrom === bTo || aFrom === aTo) return [...head, ...tail];
	const middle =
		(bTo - bFrom) * (aTo - aFrom) <= LARGEST_TABLE
			? matchLongestSequence(before, after, bFrom, bTo, aFrom, aTo)
			: matchBetweenAnchors(before, after, bFrom, bTo, aFrom, aTo);
	return [...head, ...middle, ...tail];
}

function matchLongestSequence(
	before: readonly string[],
	after: readonly string[],
	bFrom: number,
	bTo: number,
	aFrom: number,
	aTo: number,
): Pair[] {
	const width = aTo - aFrom + 1;
	const lengths = new Uint32Array((bTo - bFrom + 1) * width);
	const locateCell = (b: number, a: number) => (b - bFrom) * width + (a - aFrom);
	for (let b = bTo - 1; b >= bFrom; b--) {
		for (let a = aTo - 1; a >= aFrom; a--) {
			lengths[locateCell(b, a)] =
				before[b] === after[a]
					? (lengths[locateCell(b + 1, a + 1)] ?? 0) + 1
					: Math.max(lengths[locateCell(b + 1, a)] ?? 0, lengths[locateCell(b, a + 1)] ?? 0);
		}
	}
	const pairs: Pair[] = [];
	for (let b = bFrom, a = aFrom; b < bTo && a < aTo; ) {
		if (before[b] === after[a]) pairs.push([b++, a++]);
		else if ((lengths[locateCell(b + 1, a)] ?? 0) >= (lengths[locateCell(b, a + 1)] ?? 0)) b++;
		else a++;
	}
	return pairs;
}

function matchBetweenAnchors(
	before: readonly string[],
	after: readonly string[],
	bFrom: number,
	bTo: number,
	aFrom: number,
	aTo: number,
): Pair[] {
	const anchors = listRisingAnchors(before, after, bFrom, bTo, aFrom, aTo);
	const pairs: Pair[] = [];
	let [b, a] = [bFrom, aFrom];
	for (const [bAt, aAt] of anchors) {
		pairs.push(...matchCommonLines(before, after, b, bAt, a, aAt), [bAt, aAt]);
		[b, a] = [bAt + 1, aAt + 1];
	}
	// Without an anchor the long runs have no line in common that is worth pairing.
	if (anchors.length > 0) pairs.push(...matchCommonLines(before, after, b, bTo, a, aTo));
	return pairs;
}

/** Lines that occur once on each side, the longest sequence of them that rises on both. */
function listRisingAnchors(
	before: readonly string[],
	after: readonly string[],
	bFrom: number,
	bTo: number,
	aFrom: number,
	aTo: number,
): Pair[] {
	const inAfter = indexUniqueLines(after, aFrom, aTo);
	const ends: { pair: Pair; previous: number }[] = [];
	const tails: number[] = [];
	for (const [line, bAt] of indexUniqueLines(before, bFrom, bTo)) {
		const aAt = inAfter.get(line);
		if (aAt === undefined || bAt === undefined) continue;
		let low = 0;
		let high = tails.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((ends[tails[middle] ?? 0]?.pair[1] ?? 0) < aAt) low = middle + 1;
			else high = middle;
		}
		ends.push({ pair: [bAt, aAt], previous: tails[low - 1] ?? -1 });
		tails[low] = ends.length - 1;
	}
	const rising: Pair[] = [];
	for (let at = tails.at(-1) ?? -1; at >= 0; ) {
		const end = ends[at];
		if (end === undefined) break;
		rising.unshift(end.pair);
		at = end.previous;
	}
	return rising;
}

function indexUniqueLines(
	lines: readonly string[],
	from: number,
	to: number,
): Map<string, number | undefined> {
	const places = new Map<string, number | undefined>();
	for (let at = from; at < to; at++) {
		const line = lines[at] ?? '';
		places.set(line, places.has(line) ? undefined : at);
	}
	return places;
}
