interface Measure {
	/** Words that are further apart are not looked at to the end: the answer is one more. */
	readonly limit?: number;
	/** Two letters that change places are one edit, and not two. */
	readonly isSwapOne?: boolean;
}

/** How many letters have to be added, left out or changed to get from one word to the other. */
export function measureEditDistance(
	a: string,
	b: string,
	{ limit = Number.POSITIVE_INFINITY, isSwapOne = false }: Measure = {},
): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let older: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const change = a[row - 1] === b[column - 1] ? 0 : 1;
			let fewestEdits = Math.min(
				getCell(last, column) + 1,
				getCell(current, column - 1) + 1,
				getCell(last, column - 1) + change,
			);
			if (isSwapOne && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
				fewestEdits = Math.min(fewestEdits, getCell(older, column - 2) + 1);
			current.push(fewestEdits);
		}
		if (Math.min(...current) > limit) return limit + 1;
		[older, last] = [last, current];
	}
	return getCell(last, b.length);
}

function getCell(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
