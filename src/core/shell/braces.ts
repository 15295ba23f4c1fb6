/** No hand writes more. */
const MOST_WORDS = 100;

/** The words that a shell makes of one with braces: `/var/{cache/apt,lib/apt/lists}` is two. */
export function expandBraces(text: string): readonly string[] {
	let words: readonly string[] = [text];
	for (;;) {
		const next = words.flatMap(expandFirst);
		if (next.length === words.length || next.length > MOST_WORDS) return words;
		words = next;
	}
}

function expandFirst(word: string): string[] {
	const [all, inner = ''] = /\{([^{}]*,[^{}]*)\}/.exec(word) ?? [];
	return all === undefined ? [word] : inner.split(',').map((part) => word.replace(all, () => part));
}
