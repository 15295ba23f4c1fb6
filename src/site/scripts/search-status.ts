import type { Answer } from './search.ts';

export const NOT_LOADED = 'The search could not be loaded. Is there a network?';

/** What is said of an answer, to the eye and to a screen reader. There may be more pages than `most`, which were asked for. */
export function statusOf(
	query: string,
	{ results, corrected }: Answer,
	{ isNarrowed, most }: { readonly isNarrowed: boolean; readonly most: number },
): string {
	const wanted = query.trim();
	if (wanted === '') return '';
	if (results.length === 0) {
		const meant = corrected === undefined ? '' : ` Did you mean “${corrected}”?`;
		const next = isNarrowed ? 'Try all kinds and topics.' : 'Try fewer words, or a rule’s name.';
		return `Nothing found for “${wanted}”.${meant} ${next}`;
	}
	const count = `${results.length} ${results.length === 1 ? 'page' : 'pages'}`;
	const pages = results.length < most ? count : `The first ${count}`;
	return corrected === undefined ? pages : `${pages} for “${corrected}”`;
}
