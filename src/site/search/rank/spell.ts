import { measureEditDistance } from '#core/source/edit-distance.ts';
import { SPELLING_LIMITS, SPELLING_WEIGHTS } from '../weights.ts';
import type { IndexReader } from './index-reader.ts';
import { extractStem } from './stem.ts';
import { listSynonyms } from './synonyms.ts';

/** A typed word, and the keys that it stands for. */
export interface Spelled {
	readonly word: string;
	readonly best: string;
	readonly isMended: boolean;
	/** False where the word is nowhere on the site, nor one like it. */
	readonly isKnown: boolean;
	readonly keys: readonly (readonly [key: string, factor: number])[];
}

/**
 * The keys a typed word stands for: itself and its synonyms; else what it begins; else what it nearly is, where it has at
 * least so many letters.
 */
export async function spell(
	reader: IndexReader,
	word: string,
	{ isBeingTyped, minimumLetters }: { isBeingTyped: boolean; minimumLetters: number },
): Promise<Spelled> {
	const typedStem = extractStem(word);
	const alike = listSynonyms(typedStem).map((other) => [other, SPELLING_WEIGHTS.synonym] as const);
	const knownEntries = await reader.entries(typedStem);
	if (knownEntries !== undefined)
		return { word, best: word, isMended: false, isKnown: true, keys: [[typedStem, 1], ...alike] };
	const listed = /^[a-z]/.test(word) ? await reader.words(word[0] ?? '') : [];
	if (listed.includes(word))
		return { word, best: word, isMended: false, isKnown: true, keys: [[typedStem, 1], ...alike] };
	const begun =
		word.length > 1 && isBeingTyped ? await reader.keysFrom(word, SPELLING_LIMITS.completions) : [];
	if (begun.length > 0)
		return {
			word,
			best: word,
			isMended: false,
			isKnown: true,
			keys: begun.map(
				(key) =>
					[key, SPELLING_WEIGHTS.begun + (SPELLING_WEIGHTS.begunWhole * word.length) / key.length] as const,
			),
		};
	const near = await listNearestWords(reader, word, { listed, minimumLetters });
	const [first] = near;
	if (first === undefined)
		return {
			word,
			best: word,
			isMended: false,
			isKnown: !/^[a-z]{3,24}$/.test(word),
			keys: [[typedStem, 1], ...alike],
		};
	return {
		word,
		best: first,
		isMended: true,
		isKnown: true,
		keys: [
			...near.map(
				(other, at) =>
					[extractStem(other), at === 0 ? SPELLING_WEIGHTS.nearest : SPELLING_WEIGHTS.near] as const,
			),
			...listSynonyms(extractStem(first)).map((other) => [other, SPELLING_WEIGHTS.synonymOfMended] as const),
		],
	};
}

async function listNearestWords(
	reader: IndexReader,
	word: string,
	{ listed, minimumLetters }: { listed: readonly string[]; minimumLetters: number },
): Promise<string[]> {
	const maximumEdits = word.length < minimumLetters ? 0 : word.length < SPELLING_LIMITS.lettersForTwo ? 1 : 2;
	if (maximumEdits === 0 || !/^[a-z]+$/.test(word)) return [];
	const closestWords = selectClosestWords(word, listed, maximumEdits);
	if (closestWords.length > 0) return closestWords;
	// The first letter is wrong, missing or one too many: the words of the second are the likeliest.
	return selectClosestWords(word, await reader.words(word[1] ?? ''), 1);
}

function selectClosestWords(word: string, listed: readonly string[], maximumEdits: number): string[] {
	const ranked = listed
		.map(
			(other) => [other, measureEditDistance(word, other, { limit: maximumEdits, isSwapOne: true })] as const,
		)
		.filter(([, steps]) => steps <= maximumEdits)
		.sort((a, b) => a[1] - b[1]);
	const fewestEdits = ranked[0]?.[1];
	return ranked
		.filter(([, steps]) => steps === fewestEdits)
		.slice(0, SPELLING_LIMITS.candidates)
		.map(([other]) => other);
}
