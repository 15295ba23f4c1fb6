/** No hand writes more. */
const MOST_WORDS = 100;

/** A character of a word, and whether the shell takes it for itself and no more. */
export interface Character {
	readonly char: string;
	readonly isQuoted: boolean;
}

/** The words that a shell with braces makes of one: `/var/{cache/apt,lib/apt/lists}` is two. Quoted braces stay. */
export function expandBraces(word: readonly Character[]): readonly (readonly Character[])[] {
	let words: readonly (readonly Character[])[] = [word];
	for (;;) {
		const next = words.flatMap(expandFirst);
		if (next.length === words.length || next.length > MOST_WORDS) return words;
		words = next;
	}
}

/** Takes the first pair of braces apart that has no other inside. */
function expandFirst(word: readonly Character[]): (readonly Character[])[] {
	const isMark = (index: number, mark: string) => word[index]?.char === mark && !word[index]?.isQuoted;
	let open = -1;
	let commas: number[] = [];
	for (const at of word.keys()) {
		if (isMark(at, '{')) {
			open = at;
			commas = [];
		} else if (open !== -1 && isMark(at, ',')) commas.push(at);
		else if (open !== -1 && isMark(at, '}')) {
			if (commas.length > 0) return splitAt(word, [open, ...commas, at]);
			open = -1;
		}
	}
	return [word];
}

function splitAt(word: readonly Character[], marks: readonly number[]): (readonly Character[])[] {
	const [open = 0] = marks;
	const close = marks.at(-1) ?? open;
	return marks
		.slice(0, -1)
		.map((mark, index) => [
			...word.slice(0, open),
			...word.slice(mark + 1, marks[index + 1]),
			...word.slice(close + 1),
		]);
}
