/** The answer where a pattern would cost too much to match: the result then counts as unknown. */
export const UNKNOWN_PATTERN = Symbol('unknown pattern');

type Outcome = string | undefined | typeof UNKNOWN_PATTERN;

/** `${value#pattern}`, with `greedy` `${value##pattern}`. `undefined` where the pattern is not valid. */
export function trimPrefix(pattern: string, value: string, greedy: boolean): Outcome {
	const tokens = readPattern(pattern);
	if (!tokens) return undefined;
	if (isTooLarge(tokens, value)) return UNKNOWN_PATTERN;
	const length = matchLength(tokens, [...value], 0, greedy);
	return length === -1 ? value : [...value].slice(length).join('');
}

/** `${value%pattern}`, with `greedy` `${value%%pattern}`. */
export function trimSuffix(pattern: string, value: string, greedy: boolean): Outcome {
	const tokens = readPattern(pattern);
	if (!tokens) return undefined;
	if (isTooLarge(tokens, value)) return UNKNOWN_PATTERN;
	const characters = [...value];
	const length = matchLength([...tokens].reverse(), [...characters].reverse(), 0, greedy);
	return length === -1 ? value : characters.slice(0, characters.length - length).join('');
}

/** `${value/pattern/replacement}`. */
export function replaceFirst(pattern: string, value: string, replacement: string): Outcome {
	return replace(pattern, value, replacement, false);
}

/** `${value//pattern/replacement}`. */
export function replaceEvery(pattern: string, value: string, replacement: string): Outcome {
	return replace(pattern, value, replacement, true);
}

function replace(pattern: string, value: string, replacement: string, every: boolean): Outcome {
	const tokens = readPattern(pattern);
	if (!tokens) return undefined;
	if (isTooLarge(tokens, value)) return UNKNOWN_PATTERN;
	const characters = [...value];
	let result = '';
	let at = 0;
	let budget = STEPS;
	while (at <= characters.length) {
		const length = matchLength(tokens, characters, at, true);
		budget -= tokens.length * (characters.length - at);
		if (budget < 0) return UNKNOWN_PATTERN;
		if (length >= 0) {
			result += replacement;
			if (!every) return result + characters.slice(at + length).join('');
			at += length;
		}
		if (length <= 0) {
			result += characters[at] ?? '';
			at++;
		}
	}
	return result;
}

const STEPS = 4_000_000;
const ANY = Symbol('*');
const ONE = Symbol('?');
type Token = string | typeof ANY | typeof ONE;

/** `*` and `?` are wild, `\*`, `\?` and `\\` are not; `\}` and `\/` only keep the substitution from ending. */
function readPattern(pattern: string): Token[] | undefined {
	const tokens: Token[] = [];
	const characters = [...pattern];
	for (let at = 0; at < characters.length; at++) {
		const char = characters[at] ?? '';
		if (char === '*') tokens.push(ANY);
		else if (char === '?') tokens.push(ONE);
		else if (char !== '\\') tokens.push(char);
		else {
			const next = characters[at + 1];
			if (next === '}' || next === '/') continue;
			if (next !== '*' && next !== '?' && next !== '\\') return undefined;
			tokens.push(next);
			at++;
		}
	}
	return tokens;
}

function isTooLarge(tokens: readonly Token[], value: string): boolean {
	return tokens.length * value.length > STEPS;
}

/** How many characters from `start` on the pattern matches, the most or the fewest; -1 where it does not. */
function matchLength(
	tokens: readonly Token[],
	value: readonly string[],
	start: number,
	isGreedy: boolean,
): number {
	let states = new Set<number>([0]);
	let matchedLength = -1;
	for (let at = start; ; at++) {
		for (const state of states) if (tokens[state] === ANY) states.add(state + 1);
		if (states.has(tokens.length)) {
			matchedLength = at - start;
			if (!isGreedy) return matchedLength;
		}
		if (at >= value.length || states.size === 0) return matchedLength;
		const next = new Set<number>();
		const char = value[at];
		for (const state of states) {
			const token = tokens[state];
			if (token === ANY) next.add(state);
			else if (token === ONE || token === char) next.add(state + 1);
		}
		next.delete(tokens.length + 1);
		states = next;
	}
}
