import { measureEditDistance } from './edit-distance.ts';

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

/** A name that contains the other one whole counts as one away. */
function measureNameDistance(a: string, b: string): number {
	return a.length >= 3 && (b.includes(a) || a.includes(b)) ? 1 : measureEditDistance(a, b);
}
