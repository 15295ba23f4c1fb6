const NEAR = 3;
const MOST_LOOKED_AT = 1_000;

/** The known name that a misspelt one most likely means: fewer than three letters apart. `undefined` where none is near. */
export function findClosestName(name: string, candidates: Iterable<string>): string | undefined {
	let closest: string | undefined;
	let nearest = NEAR;
	let looked = 0;
	for (const candidate of candidates) {
		if (candidate === name) return undefined;
		if (looked++ > MOST_LOOKED_AT) return closest;
		if (Math.abs(candidate.length - name.length) >= nearest) continue;
		const distance = measureEditDistance(name, candidate);
		if (distance < nearest) {
			closest = candidate;
			nearest = distance;
		}
	}
	return closest;
}

/** How many letters must be added, removed or changed. */
function measureEditDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = a[i - 1] === b[j - 1] ? 0 : 1;
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
