/** The names closest to a mistyped one, best first; at most three, and none that is far off. */
export function listSimilarNames(name: string, names: readonly string[]): string[] {
	const wanted = name.toLowerCase();
	return names
		.map((candidate) => ({ candidate, distance: measureNameDistance(wanted, candidate.toLowerCase()) }))
		.filter(({ distance, candidate }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
		.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
		.slice(0, 3)
		.map(({ candidate }) => candidate);
}

/** How many letters to add, drop or change; a name that contains the other one whole counts as one away. */
function measureNameDistance(a: string, b: string): number {
	if (a.length >= 3 && (b.includes(a) || a.includes(b))) return 1;
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
