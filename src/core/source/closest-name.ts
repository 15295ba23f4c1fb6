import { measureEditDistance } from './edit-distance.ts';

const NEAR = 3;
const MOST_LOOKED_AT = 1_000;

/** The known name that a misspelt one most likely means: fewer than three letters apart, and never all of them. `undefined` where none is near. */
export function findClosestName(name: string, candidates: Iterable<string>): string | undefined {
	let closest: string | undefined;
	let nearest = Math.min(NEAR, name.length);
	let looked = 0;
	for (const candidate of candidates) {
		if (candidate === name) return undefined;
		if (looked++ > MOST_LOOKED_AT) return closest;
		const distance = measureEditDistance(name, candidate, { limit: nearest });
		if (distance < nearest) {
			closest = candidate;
			nearest = distance;
		}
	}
	return closest;
}
