/**
 * How many letters have to be added, left out, changed or swapped to get from one word to the other; `most + 1` as soon as
 * it is more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let older: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const change = a[row - 1] === b[column - 1] ? 0 : 1;
			let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + change);
			if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
				least = Math.min(least, at(older, column - 2) + 1);
			current.push(least);
		}
		if (Math.min(...current) > most) return most + 1;
		[older, last] = [last, current];
	}
	return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
