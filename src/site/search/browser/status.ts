import type { SearchAnswer } from './search.ts';

export const NOT_LOADED = 'The search could not be loaded. Is there a network?';

/** What is said of an answer, to the eye and to a screen reader. There may be more pages than `most`, which were asked for. */
export function describeAnswer(
	query: string,
	{ results, corrected, uncovered }: SearchAnswer,
	{ isNarrowed, limit }: { readonly isNarrowed: boolean; readonly limit: number },
): string {
	const wanted = query.trim();
	if (wanted === '') return '';
	if (results.length === 0) {
		const spellingHint = corrected === undefined ? '' : ` Did you mean “${corrected}”?`;
		const next = isNarrowed ? 'Try all kinds and topics.' : 'Try fewer words, or a rule’s name.';
		return `Nothing found for “${wanted}”.${spellingHint} ${next}`;
	}
	const count = `${results.length} ${results.length === 1 ? 'page' : 'pages'}`;
	const pages = results.length < limit ? count : `The first ${count}`;
	if (uncovered.length > 0)
		return `Not covered here: ${uncovered.map((word) => `“${word}”`).join(', ')}. ${pages} with the other words.`;
	return corrected === undefined ? pages : `${pages} for “${corrected}”`;
}
